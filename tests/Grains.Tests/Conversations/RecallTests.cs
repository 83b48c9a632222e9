using OrleansIm.Domain.Conversations;
using OrleansIm.Domain.Messages;
using OrleansIm.Grains.Interfaces;
using OrleansIm.Grains.Interfaces.Conversations;
using OrleansIm.Grains.Interfaces.Gateways;
using OrleansIm.Grains.Tests.Cluster;

namespace OrleansIm.Grains.Tests.Conversations;

public sealed class RecallTests(ImCluster cluster)
{
    [Fact]
    public async Task Its_sender_takes_a_message_back_within_the_window_and_repeating_it_answers_the_same()
    {
        var (alice, bob) = (Names.User("alice"), Names.User("bob"));
        var conversation = ConversationId.Direct(alice, bob);
        var device = await new TestGateway(cluster).LoginAsync(bob);
        var sent = await cluster.SendAsync(alice, conversation, "secret");

        var first = await RecallAsync(conversation, alice, sent.Seq);
        Assert.Equal((ErrorCode.None, 2L, false), (first.Code, first.Seq, first.Dup));
        Assert.Equal(first with { Dup = true }, await RecallAsync(conversation, alice, sent.Seq));
        await ImCluster.ForgetAsync(cluster.Conversation(conversation));
        cluster.Time.Advance(TimeSpan.FromHours(1));
        Assert.Equal(first with { Dup = true }, await RecallAsync(conversation, alice, sent.Seq));

        await Condition.HoldsAsync(() => device.Seqs(conversation).Length == 2, "the recall arrives");
        Assert.Equal(ContentKind.Recall, device.Items(conversation)[1].Kind);
        var history = await cluster.Conversation(conversation).HistoryAsync(new HistoryRequest(bob, 0, -1, 10));
        Assert.DoesNotContain(history.Items, item => item.Has("secret"));
        Assert.NotNull(history.Items[0].Field("recalled"));
    }

    [Fact]
    public async Task After_the_window_a_sender_is_too_late()
    {
        var (alice, bob) = (Names.User("alice"), Names.User("bob"));
        var conversation = ConversationId.Direct(alice, bob);
        var sent = await cluster.SendAsync(alice, conversation, "c");

        cluster.Time.Advance(TimeSpan.FromSeconds(ImCluster.RecallSeconds + 1));

        Assert.Equal(ErrorCode.Expired, (await RecallAsync(conversation, alice, sent.Seq)).Code);
        Assert.Equal(ErrorCode.Forbidden, (await RecallAsync(conversation, bob, sent.Seq)).Code);
        Assert.Equal(ErrorCode.NotFound, (await RecallAsync(conversation, alice, 99)).Code);
    }

    [Fact]
    public async Task A_groups_owner_takes_members_messages_back_at_any_time_and_members_only_their_own()
    {
        var (owner, bob, carol) = (Names.User("owner"), Names.User("bob"), Names.User("carol"));
        var conversation = await cluster.FoundAsync(owner, bob, carol);
        var bobs = await cluster.SendAsync(bob, conversation, "b");
        var owners = await cluster.SendAsync(owner, conversation, "o");
        cluster.Time.Advance(TimeSpan.FromDays(3));

        Assert.Equal(ErrorCode.Forbidden, (await RecallAsync(conversation, carol, bobs.Seq)).Code);
        Assert.Equal(ErrorCode.Forbidden, (await RecallAsync(conversation, bob, owners.Seq)).Code);
        Assert.Equal(ErrorCode.Expired, (await RecallAsync(conversation, bob, bobs.Seq)).Code);
        Assert.Equal(ErrorCode.Invalid, (await RecallAsync(conversation, owner, 1)).Code);
        Assert.Equal(ErrorCode.None, (await RecallAsync(conversation, owner, bobs.Seq)).Code);
    }

    [Fact]
    public async Task Recalled_by_many_at_once_it_is_one_entry()
    {
        var (alice, bob) = (Names.User("alice"), Names.User("bob"));
        var conversation = ConversationId.Direct(alice, bob);
        var sent = await cluster.SendAsync(alice, conversation, "c");

        var answers = await Task.WhenAll(Enumerable.Range(0, 10).Select(_ => RecallAsync(conversation, alice, sent.Seq)));

        Assert.All(answers, answer => Assert.Equal((ErrorCode.None, 2L), (answer.Code, answer.Seq)));
        Assert.Single(answers, answer => !answer.Dup);
    }

    /// <summary>Of an old message the log is asked: what happens meanwhile must not let a second one in.</summary>
    [Fact]
    public async Task An_old_message_recalled_by_many_at_once_is_one_entry_too()
    {
        var (alice, bob) = (Names.User("alice"), Names.User("bob"));
        var conversation = ConversationId.Direct(alice, bob);
        var sent = await cluster.SendAsync(alice, conversation, "c");
        var newer = Enumerable.Range(0, Conversation.RecentKept + 10).Select(i => Texts.Draft($"newer{i}")).ToArray();
        var last = (await cluster.Conversation(conversation).AppendAsync(new AppendRequest(bob, "none", newer)))[^1].Seq;

        var release = new TaskCompletionSource();
        cluster.Log.HoldReads(conversation, release.Task);
        var recalls = Enumerable.Range(0, 20).Select(_ => RecallAsync(conversation, alice, sent.Seq)).ToArray();
        await Condition.HoldsAsync(() => CallCounter.Of(GrainKeys.Conversation(conversation), "RecallAsync") == recalls.Length, "all are there");
        release.SetResult();
        var answers = await Task.WhenAll(recalls);

        Assert.All(answers, answer => Assert.Equal((ErrorCode.None, last + 1, answers[0].Time), (answer.Code, answer.Seq, answer.Time)));
        Assert.Single(answers, answer => !answer.Dup);
        var after = await cluster.Conversation(conversation).HistoryAsync(new HistoryRequest(bob, 0, last, 100));
        Assert.Equal([last + 1], after.Items.Select(item => item.Seq));
    }

    [Fact]
    public async Task The_unread_of_who_left_adjusts_too_and_it_is_told_nothing_else()
    {
        var (alice, bob, carol) = (Names.User("alice"), Names.User("bob"), Names.User("carol"));
        var conversation = await cluster.FoundAsync(alice, bob, carol);
        var device = await new TestGateway(cluster).LoginAsync(bob);
        await cluster.SendAsync(alice, conversation, "c1");
        var secret = await cluster.SendAsync(alice, conversation, "c2");
        await cluster.SendAsync(alice, conversation, "c3");
        var left = await cluster.Group(conversation).LeaveAsync(bob);
        var later = await cluster.SendAsync(alice, conversation, "c4");
        await Condition.HoldsAsync(async () => (await device.LineAsync(conversation))?.View is { Unread: 3, LeftSeq: > 0 }, "three are unread");

        await RecallAsync(conversation, alice, later.Seq);
        await RecallAsync(conversation, alice, secret.Seq);

        await Condition.HoldsAsync(async () => (await device.LineAsync(conversation))!.View.Unread == 2, "two are unread");
        Assert.Equal(left.Seq, device.Seqs(conversation)[^1]);
        Assert.Empty(device.Pushed<ResyncDelivery>());
        var before = (await device.LineAsync(conversation))!;
        await ImCluster.ForgetAsync(device.Grain);
        await ImCluster.ForgetAsync(cluster.Conversation(conversation));
        var after = (await device.LineAsync(conversation))!;
        Assert.Equal(before.View, after.View);
        Assert.Equal(before.Last!.Value.Seq, after.Last!.Value.Seq);
    }

    /// <summary>Where somebody left long ago is not at hand either.</summary>
    [Fact]
    public async Task The_unread_of_who_left_a_large_group_long_ago_adjusts()
    {
        var (alice, bob) = (Names.User("alice"), Names.User("bob"));
        var others = Enumerable.Range(0, ImCluster.LargeAbove).Select(_ => Names.User("other")).ToArray();
        var conversation = await cluster.FoundAsync(alice, [bob, .. others]);
        var device = await new TestGateway(cluster).LoginAsync(bob);
        var secret = await cluster.SendAsync(alice, conversation, "c1");
        await cluster.SendAsync(alice, conversation, "c2");
        await cluster.Group(conversation).LeaveAsync(bob);
        var newer = Enumerable.Range(0, Conversation.RecentKept + 10).Select(i => Texts.Draft($"newer{i}")).ToArray();
        await cluster.Conversation(conversation).AppendAsync(new AppendRequest(alice, "none", newer));
        await Condition.HoldsAsync(async () => (await device.LineAsync(conversation))?.View is { Unread: 2, LeftSeq: > 0 }, "two are unread");

        Assert.Equal(ErrorCode.None, (await RecallAsync(conversation, alice, secret.Seq)).Code);

        await Condition.HoldsAsync(async () => (await device.LineAsync(conversation))!.View.Unread == 1, "one is unread");
    }

    [Fact]
    public async Task The_chat_list_adjusts_at_once_and_after_everybody_forgot()
    {
        var (alice, bob) = (Names.User("alice"), Names.User("bob"));
        var conversation = ConversationId.Direct(alice, bob);
        var device = await new TestGateway(cluster).LoginAsync(bob);
        await cluster.SendAsync(alice, conversation, "one");
        var secret = await cluster.SendAsync(alice, conversation, "secret");
        await Condition.HoldsAsync(async () => (await device.LineAsync(conversation))?.View.Unread == 2, "two are unread");

        await RecallAsync(conversation, alice, secret.Seq);

        await Condition.HoldsAsync(async () => (await device.LineAsync(conversation))!.View is { Unread: 1, Head: 3 }, "one is unread");
        Assert.Equal(3, (await device.LineAsync(conversation))!.Last!.Value.Seq);
        await ImCluster.ForgetAsync(device.Grain);
        await ImCluster.ForgetAsync(cluster.Conversation(conversation));
        var line = (await device.LineAsync(conversation))!;
        Assert.Equal((1L, 3L, 3L), (line.View.Unread, line.View.Head, line.Last!.Value.Seq));
        Assert.False(line.Last.Value.Has("secret"));
    }

    private async Task<ActionResult> RecallAsync(string conversation, string user, long seq) =>
        await cluster.Conversation(conversation).RecallAsync(new MemberAction(user, "none", seq));
}
