using System.Text;
using OrleansIm.Domain.Conversations;
using OrleansIm.Domain.Messages;
using OrleansIm.Grains.Interfaces;
using OrleansIm.Grains.Interfaces.Conversations;
using OrleansIm.Grains.Interfaces.Gateways;
using OrleansIm.Grains.Tests.Cluster;

namespace OrleansIm.Grains.Tests.Conversations;

public sealed class EditTests(ImCluster cluster)
{
    [Fact]
    public async Task Its_sender_edits_a_text_and_repeating_it_answers_the_same()
    {
        var (alice, bob) = (Names.User("alice"), Names.User("bob"));
        var conversation = ConversationId.Direct(alice, bob);
        var device = await new TestGateway(cluster).LoginAsync(bob);
        var sent = await cluster.SendAsync(alice, conversation, "old");

        var first = await EditAsync(conversation, alice, sent.Seq, "new");
        Assert.Equal((ErrorCode.None, 2L, false), (first.Code, first.Seq, first.Dup));
        await cluster.SendAsync(alice, conversation, "between");
        Assert.Equal(first with { Dup = true }, await EditAsync(conversation, alice, sent.Seq, "new"));
        await ImCluster.ForgetAsync(cluster.Conversation(conversation));
        cluster.Time.Advance(TimeSpan.FromHours(25));
        Assert.Equal(first with { Dup = true }, await EditAsync(conversation, alice, sent.Seq, "new"));

        await Condition.HoldsAsync(() => device.Seqs(conversation).Length == 3, "all arrives");
        Assert.Equal(ContentKind.Edit, device.Items(conversation)[1].Kind);
        Assert.True(device.Items(conversation)[1].Has("new"));
        var message = (await HistoryAsync(conversation, bob))[0];
        Assert.True(message.Has("new") && !message.Has("old") && message.Field("edited") == first.Time.ToString());
        Assert.Equal((await SendAgainAsync(alice, conversation, "old")).Seq, sent.Seq);
    }

    [Fact]
    public async Task Who_may_not_is_told_why()
    {
        var (alice, bob, carol) = (Names.User("alice"), Names.User("bob"), Names.User("carol"));
        var conversation = ConversationId.Direct(alice, bob);
        var sent = await cluster.SendAsync(alice, conversation, "old");
        var recalled = await cluster.SendAsync(alice, conversation, "recalled");
        await RecallAsync(conversation, alice, recalled.Seq);

        Assert.Equal(ErrorCode.Forbidden, (await EditAsync(conversation, bob, sent.Seq, "new")).Code);
        Assert.Equal(ErrorCode.NotFound, (await EditAsync(conversation, carol, sent.Seq, "new")).Code);
        Assert.Equal(ErrorCode.NotFound, (await EditAsync(conversation, alice, 99, "new")).Code);
        Assert.Equal(ErrorCode.Expired, (await EditAsync(conversation, alice, recalled.Seq, "new")).Code);
        Assert.Equal(ErrorCode.Invalid, (await EditAsync(conversation, alice, 3, "new")).Code);
        Assert.Equal((ErrorCode.None, sent.Seq), Outcome(await EditAsync(conversation, alice, sent.Seq, "old")));
        cluster.Time.Advance(TimeSpan.FromSeconds(ImCluster.EditSeconds + 1));
        Assert.Equal(ErrorCode.Expired, (await EditAsync(conversation, alice, sent.Seq, "new")).Code);
        Assert.Equal(3, (await HistoryAsync(conversation, bob)).Length);
    }

    [Fact]
    public async Task A_message_is_edited_so_often_and_its_recall_names_all_that_edited_it()
    {
        var (alice, bob) = (Names.User("alice"), Names.User("bob"));
        var conversation = ConversationId.Direct(alice, bob);
        var sent = await cluster.SendAsync(alice, conversation, "0");
        var other = await cluster.SendAsync(alice, conversation, "other");
        await EditAsync(conversation, alice, other.Seq, "another");
        List<long> edits = [];
        for (var i = 1; i <= ImCluster.EditsPerMessage; i++)
        {
            edits.Add((await EditAsync(conversation, alice, sent.Seq, $"{i}")).Seq);
        }

        Assert.Equal(ErrorCode.TooLarge, (await EditAsync(conversation, alice, sent.Seq, "more")).Code);
        Assert.True((await EditAsync(conversation, alice, sent.Seq, $"{ImCluster.EditsPerMessage}")) is { Code: ErrorCode.None, Dup: true });
        Assert.Equal(ErrorCode.None, (await EditAsync(conversation, alice, other.Seq, "and another")).Code);
        await RecallAsync(conversation, alice, sent.Seq);
        Assert.Contains($"\"edits\":[{string.Join(',', edits)}]", (await HistoryAsync(conversation, bob))[^1].Field("content")!, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_it_said_before_is_there_for_all_who_see_it_until_it_is_recalled()
    {
        var (alice, bob) = (Names.User("alice"), Names.User("bob"));
        var conversation = await cluster.FoundAsync(alice, bob);
        var sent = await cluster.SendAsync(alice, conversation, "one");
        Assert.Equal(["one"], await VersionsAsync(conversation, bob, sent.Seq));
        await EditAsync(conversation, alice, sent.Seq, "two");
        await EditAsync(conversation, alice, sent.Seq, "three");
        await EditAsync(conversation, alice, sent.Seq, "one");
        var late = Names.User("late");
        await cluster.Group(conversation).InviteAsync(alice, [late]);

        Assert.Equal(["one", "two", "three", "one"], await VersionsAsync(conversation, bob, sent.Seq));
        Assert.Equal(["two"], await VersionsAsync(conversation, bob, sent.Seq, after: sent.Seq, limit: 1));
        Assert.Equal(ErrorCode.NotFound, (await AskAsync(conversation, late, sent.Seq)).Code);
        Assert.Equal(ErrorCode.NotFound, (await AskAsync(conversation, Names.User("stranger"), sent.Seq)).Code);
        Assert.Equal(ErrorCode.NotFound, (await AskAsync(conversation, bob, 1)).Code);

        await RecallAsync(conversation, alice, sent.Seq);
        Assert.Equal(ErrorCode.Expired, (await AskAsync(conversation, bob, sent.Seq)).Code);
        var history = await HistoryAsync(conversation, bob);
        Assert.DoesNotContain(history, item => item.Has("\"two\"") || item.Has("\"three\""));
        Assert.Equal(3, history.Count(item => item.Kind == ContentKind.Edit && item.Field("content")!.Contains($"\"seq\":{sent.Seq}", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task The_chat_list_shows_the_new_text_at_once_and_after_everybody_forgot()
    {
        var (alice, bob) = (Names.User("alice"), Names.User("bob"));
        var conversation = ConversationId.Direct(alice, bob);
        var device = await new TestGateway(cluster).LoginAsync(bob);
        var sent = await cluster.SendAsync(alice, conversation, "old");

        await EditAsync(conversation, alice, sent.Seq, "new");

        await Condition.HoldsAsync(async () => (await device.LineAsync(conversation))?.View is { Head: 2 }, "the edit is known");
        var before = (await device.LineAsync(conversation))!;
        Assert.Equal((1L, 1L, true), (before.View.Unread, before.Last!.Value.Seq, before.Last.Value.Has("new")));
        await ImCluster.ForgetAsync(device.Grain);
        await ImCluster.ForgetAsync(cluster.Conversation(conversation));
        var after = (await device.LineAsync(conversation))!;
        Assert.Equal(before.View, after.View);
        Assert.Equal(before.Last.Value.Json.ToArray(), after.Last!.Value.Json.ToArray());
    }

    [Fact]
    public async Task An_older_message_edited_does_not_become_the_last()
    {
        var (alice, bob) = (Names.User("alice"), Names.User("bob"));
        var conversation = ConversationId.Direct(alice, bob);
        var device = await new TestGateway(cluster).LoginAsync(bob);
        var sent = await cluster.SendAsync(alice, conversation, "old");
        await cluster.SendAsync(bob, conversation, "answer");

        await EditAsync(conversation, alice, sent.Seq, "new");

        await Condition.HoldsAsync(async () => (await device.LineAsync(conversation))?.View is { Head: 3 }, "the edit is known");
        Assert.True((await device.LineAsync(conversation))!.Last!.Value.Has("answer"));
    }

    [Fact]
    public async Task Edited_and_recalled_at_once_it_is_recalled_whoever_came_first()
    {
        var (alice, bob) = (Names.User("alice"), Names.User("bob"));
        var conversation = ConversationId.Direct(alice, bob);
        for (var round = 0; round < 10; round++)
        {
            var sent = await cluster.SendAsync(alice, conversation, $"old{round}");
            var edits = Enumerable.Range(0, 4).Select(i => EditAsync(conversation, alice, sent.Seq, $"secret{round}-{i}")).ToList();
            var recall = RecallAsync(conversation, alice, sent.Seq);
            edits.AddRange(Enumerable.Range(4, 4).Select(i => EditAsync(conversation, alice, sent.Seq, $"secret{round}-{i}")));

            Assert.Equal(ErrorCode.None, (await recall).Code);
            Assert.All(await Task.WhenAll(edits), edit => Assert.True(edit.Code is ErrorCode.None or ErrorCode.Expired));
        }

        await ImCluster.ForgetAsync(cluster.Conversation(conversation));
        Assert.DoesNotContain(await HistoryAsync(conversation, bob), item => item.Has("secret") || item.Has("old"));
    }

    [Fact]
    public async Task The_same_edit_by_many_at_once_is_one_entry()
    {
        var (alice, bob) = (Names.User("alice"), Names.User("bob"));
        var conversation = ConversationId.Direct(alice, bob);
        var sent = await cluster.SendAsync(alice, conversation, "old");

        var answers = await Task.WhenAll(Enumerable.Range(0, 10).Select(_ => EditAsync(conversation, alice, sent.Seq, "new")));

        Assert.All(answers, answer => Assert.Equal((ErrorCode.None, 2L), Outcome(answer)));
        Assert.Single(answers, answer => !answer.Dup);
    }

    [Fact]
    public async Task Who_left_sees_what_it_said_then_and_edits_nothing_any_more()
    {
        var (alice, bob) = (Names.User("alice"), Names.User("bob"));
        var conversation = await cluster.FoundAsync(alice, bob);
        var hers = await cluster.SendAsync(alice, conversation, "one");
        var his = await cluster.SendAsync(bob, conversation, "his");
        await EditAsync(conversation, alice, hers.Seq, "two");
        var edit = await EditAsync(conversation, bob, his.Seq, "his new");
        await cluster.Group(conversation).LeaveAsync(bob);
        await EditAsync(conversation, alice, hers.Seq, "three");

        Assert.Equal(edit with { Dup = true }, await EditAsync(conversation, bob, his.Seq, "his new"));
        Assert.Equal(ErrorCode.NotMember, (await EditAsync(conversation, bob, his.Seq, "his newer")).Code);
        Assert.Equal(ErrorCode.NotMember, (await EditAsync(conversation, bob, hers.Seq, "two")).Code);
        foreach (var item in (MessageItem[])[(await HistoryAsync(conversation, bob))[1], (await OfflineAsync(bob, conversation))[1]])
        {
            Assert.True(item.Has("two") && !item.Has("three"), item.Field("content"));
        }

        Assert.Equal(["one", "two"], await VersionsAsync(conversation, bob, hers.Seq));
        Assert.True((await HistoryAsync(conversation, alice))[1].Has("three"));
        await cluster.Group(conversation).InviteAsync(alice, [bob]);
        Assert.Equal(ErrorCode.NotFound, (await EditAsync(conversation, bob, his.Seq, "his newest")).Code);
    }

    [Fact]
    public async Task What_was_edited_before_and_after_a_leaving_is_the_first_text_again()
    {
        var (alice, bob) = (Names.User("alice"), Names.User("bob"));
        var conversation = await cluster.FoundAsync(alice, bob);
        var sent = await cluster.SendAsync(alice, conversation, "one");
        await cluster.Group(conversation).LeaveAsync(bob);
        await EditAsync(conversation, alice, sent.Seq, "two");

        var seen = (await HistoryAsync(conversation, bob))[1];

        Assert.True(seen.Has("one") && seen.Field("edited") is null);
    }

    [Fact]
    public async Task Members_of_a_large_group_learn_of_it_too()
    {
        var alice = Names.User("alice");
        var others = Enumerable.Range(0, ImCluster.LargeAbove).Select(_ => Names.User("other")).ToArray();
        var conversation = await cluster.FoundAsync(alice, others);
        var gateways = new[] { new TestGateway(cluster), new TestGateway(cluster) };
        foreach (var gateway in gateways)
        {
            await cluster.Client.GetGrain<IConversationWatchGrain>(GrainKeys.Conversation(conversation)).WatchAsync(gateway.Address);
        }

        var sent = await cluster.SendAsync(alice, conversation, "old");
        var edit = await EditAsync(conversation, alice, sent.Seq, "new");

        foreach (var gateway in gateways)
        {
            await Condition.HoldsAsync(
                () => gateway.Pushes.OfType<WatchedDelivery>().SelectMany(push => push.Items).Any(item => item.Seq == edit.Seq && item.Has("new")),
                "the edit is pushed");
        }

        var device = await new TestGateway(cluster).OpenAsync(others[0], "phone");
        var line = (await device.LineAsync(conversation))!;
        Assert.Equal((edit.Seq, sent.Seq, true), (line.View.Head, line.Last!.Value.Seq, line.Last.Value.Has("new")));
    }

    [Theory]
    [InlineData(Fault.Before)]
    [InlineData(Fault.After)]
    public async Task An_edit_whose_commit_failed_is_there_as_a_whole_or_not_at_all(Fault fault)
    {
        var (alice, bob) = (Names.User("alice"), Names.User("bob"));
        var conversation = ConversationId.Direct(alice, bob);
        var sent = await cluster.SendAsync(alice, conversation, "old");

        cluster.Log.FailNext(conversation, fault);
        Assert.Equal(ErrorCode.Busy, (await EditAsync(conversation, alice, sent.Seq, "new")).Code);
        Assert.Equal(fault == Fault.After, (await HistoryAsync(conversation, bob))[0].Has("new"));

        Assert.Equal((ErrorCode.None, 2L), Outcome(await EditAsync(conversation, alice, sent.Seq, "new")));
        var history = await HistoryAsync(conversation, bob);
        Assert.Equal((2, true), (history.Length, history[0].Has("new")));
    }

    private static (ErrorCode Code, long Seq) Outcome(in ActionResult result) => (result.Code, result.Seq);

    private IConversationActsGrain Acts(string conversation) =>
        cluster.Client.GetGrain<IConversationActsGrain>(GrainKeys.Conversation(conversation));

    private async Task<ActionResult> EditAsync(string conversation, string user, long seq, string text) =>
        await Acts(conversation).EditAsync(new EditAction(user, "none", seq, Texts.Draft(string.Empty, text).Content));

    private async Task<ActionResult> RecallAsync(string conversation, string user, long seq) =>
        await cluster.Conversation(conversation).RecallAsync(new MemberAction(user, "none", seq));

    private async Task<AppendResult> SendAgainAsync(string user, string conversation, string clientId) =>
        (await cluster.Conversation(conversation).AppendAsync(new AppendRequest(user, "none", [Texts.Draft(clientId)])))[0];

    private async Task<MessageItem[]> HistoryAsync(string conversation, string user) =>
        (await cluster.Conversation(conversation).HistoryAsync(new HistoryRequest(user, 0, -1, 200))).Items;

    private async Task<MessageItem[]> OfflineAsync(string user, string conversation)
    {
        var device = await new TestGateway(cluster).OpenAsync(user, Names.User("fresh"));
        return [.. (await device.CatchUpAsync()).Where(one => one.Summary.Conversation == conversation).SelectMany(one => one.Messages)];
    }

    private async Task<VersionsResult> AskAsync(string conversation, string user, long seq, long after = 0, int limit = 50) =>
        await Acts(conversation).VersionsAsync(new VersionsRequest(user, seq, after, limit));

    private async Task<string[]> VersionsAsync(string conversation, string user, long seq, long after = 0, int limit = 50)
    {
        var result = await AskAsync(conversation, user, seq, after, limit);
        Assert.Equal(ErrorCode.None, result.Code);
        return [.. result.Versions.Select(version => Encoding.UTF8.GetString(version.Content.Span)).Select(json => json.Split('"')[7])];
    }
}
