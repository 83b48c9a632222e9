using OrleansIm.Domain.Conversations;
using OrleansIm.Domain.Messages;
using OrleansIm.Grains.Interfaces;
using OrleansIm.Grains.Interfaces.Conversations;
using OrleansIm.Grains.Interfaces.Gateways;
using OrleansIm.Grains.Tests.Cluster;

namespace OrleansIm.Grains.Tests.Conversations;

public sealed class ReactTests(ImCluster cluster)
{
    [Fact]
    public async Task Setting_and_taking_back_are_entries_and_repeating_them_is_none()
    {
        var (alice, bob) = (Names.User("alice"), Names.User("bob"));
        var conversation = ConversationId.Direct(alice, bob);
        var device = await new TestGateway(cluster).LoginAsync(alice);
        var sent = await cluster.SendAsync(alice, conversation, "text");

        var added = await ReactAsync(conversation, bob, sent.Seq, "+1");
        Assert.Equal((ErrorCode.None, 2L, false), (added.Code, added.Seq, added.Dup));
        await ImCluster.ForgetAsync(cluster.Conversation(conversation));
        Assert.Equal(added with { Dup = true }, await ReactAsync(conversation, bob, sent.Seq, "+1"));
        Assert.Equal("""[{"emoji":"+1","count":1,"mine":true}]""", await ReactionsAsync(conversation, bob, sent.Seq));
        Assert.Equal("""[{"emoji":"+1","count":1,"mine":false}]""", await ReactionsAsync(conversation, alice, sent.Seq));

        var removed = await ReactAsync(conversation, bob, sent.Seq, "+1", add: false);
        Assert.Equal((ErrorCode.None, 3L, false), (removed.Code, removed.Seq, removed.Dup));
        Assert.Equal(removed with { Dup = true }, await ReactAsync(conversation, bob, sent.Seq, "+1", add: false));
        Assert.Equal((ErrorCode.None, sent.Seq, true), Outcome(await ReactAsync(conversation, alice, sent.Seq, "+1", add: false)));
        Assert.Null(await ReactionsAsync(conversation, bob, sent.Seq));

        await Condition.HoldsAsync(() => device.Seqs(conversation).Length == 3, "all arrives");
        Assert.All(device.Items(conversation).Skip(1), item => Assert.Equal(ContentKind.Reaction, item.Kind));
        Assert.True(device.Items(conversation)[1].Has("\"op\":\"add\"") && device.Items(conversation)[2].Has("\"op\":\"remove\""));
        var line = (await device.LineAsync(conversation))!;
        Assert.Equal((3L, 0L, sent.Seq), (line.View.Head, line.View.Unread, line.Last!.Value.Seq));
    }

    [Fact]
    public async Task Who_may_not_is_told_why()
    {
        var (alice, bob, carol) = (Names.User("alice"), Names.User("bob"), Names.User("carol"));
        var conversation = await cluster.FoundAsync(alice, bob, carol);
        var sent = await cluster.SendAsync(alice, conversation, "text");
        var recalled = await cluster.SendAsync(alice, conversation, "recalled");
        await ReactAsync(conversation, bob, recalled.Seq, "+1");
        var before = await ReactAsync(conversation, carol, sent.Seq, "+1");
        await RecallAsync(conversation, alice, recalled.Seq);
        await cluster.Group(conversation).LeaveAsync(carol);

        Assert.Equal(ErrorCode.NotFound, (await ReactAsync(conversation, Names.User("stranger"), sent.Seq, "+1")).Code);
        Assert.Equal(ErrorCode.NotFound, (await ReactAsync(conversation, bob, 99, "+1")).Code);
        Assert.Equal(ErrorCode.Expired, (await ReactAsync(conversation, bob, recalled.Seq, "+1")).Code);
        Assert.Equal(ErrorCode.Invalid, (await ReactAsync(conversation, bob, 1, "+1")).Code);
        Assert.Equal(ErrorCode.NotMember, (await ReactAsync(conversation, carol, sent.Seq, "-1")).Code);
        Assert.Equal(ErrorCode.NotMember, (await ReactAsync(conversation, carol, sent.Seq, "+1", add: false)).Code);
        Assert.Equal(before with { Dup = true }, await ReactAsync(conversation, carol, sent.Seq, "+1"));
        Assert.Null(await ReactionsAsync(conversation, bob, recalled.Seq));
        await ReactAsync(conversation, bob, sent.Seq, "late");
        Assert.Null(await ReactionsAsync(conversation, carol, sent.Seq));
        var late = Names.User("late");
        await cluster.Group(conversation).InviteAsync(alice, [late]);
        Assert.Equal(ErrorCode.NotFound, (await ReactAsync(conversation, late, sent.Seq, "+1")).Code);
    }

    [Fact]
    public async Task So_many_fit_on_a_message_and_what_is_taken_back_makes_room()
    {
        var alice = Names.User("alice");
        var others = Enumerable.Range(0, 4).Select(_ => Names.User("other")).ToArray();
        var conversation = await cluster.FoundAsync(alice, others);
        var sent = await cluster.SendAsync(alice, conversation, "text");
        for (var i = 0; i < 20; i++)
        {
            Assert.Equal(ErrorCode.None, (await ReactAsync(conversation, others[i / 5], sent.Seq, $"e{i}")).Code);
        }

        Assert.Equal(ErrorCode.TooLarge, (await ReactAsync(conversation, alice, sent.Seq, "e20")).Code);
        Assert.Equal(ErrorCode.TooLarge, (await ReactAsync(conversation, others[0], sent.Seq, "e19")).Code);
        Assert.Equal(ErrorCode.None, (await ReactAsync(conversation, alice, sent.Seq, "e19")).Code);
        Assert.Equal(ErrorCode.None, (await ReactAsync(conversation, others[0], sent.Seq, "e0", add: false)).Code);
        Assert.Equal(ErrorCode.None, (await ReactAsync(conversation, others[0], sent.Seq, "e20")).Code);
        Assert.Contains("""{"emoji":"e19","count":2,"mine":false}""", await ReactionsAsync(conversation, others[0], sent.Seq), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_same_by_many_at_once_is_one_entry_and_by_many_members_one_each()
    {
        var alice = Names.User("alice");
        var others = Enumerable.Range(0, 4).Select(_ => Names.User("other")).ToArray();
        var conversation = await cluster.FoundAsync(alice, others);
        var sent = await cluster.SendAsync(alice, conversation, "text");

        var answers = await Task.WhenAll(others.SelectMany(user => Enumerable.Range(0, 5).Select(_ => ReactAsync(conversation, user, sent.Seq, "+1"))));

        Assert.All(answers, answer => Assert.Equal(ErrorCode.None, answer.Code));
        Assert.Equal(4, answers.Count(answer => !answer.Dup));
        Assert.Equal(4, answers.Select(answer => answer.Seq).Distinct().Count());
        Assert.Equal("""[{"emoji":"+1","count":4,"mine":false}]""", await ReactionsAsync(conversation, alice, sent.Seq));
    }

    [Fact]
    public async Task Reacted_to_and_recalled_at_once_nothing_stays_of_either()
    {
        var (alice, bob) = (Names.User("alice"), Names.User("bob"));
        var conversation = ConversationId.Direct(alice, bob);
        for (var round = 0; round < 10; round++)
        {
            var sent = await cluster.SendAsync(alice, conversation, $"text{round}");
            var acts = Enumerable.Range(0, 4).Select(i => ReactAsync(conversation, bob, sent.Seq, $"{i}")).ToList();
            acts.Add(RecallAsync(conversation, alice, sent.Seq));
            acts.AddRange(Enumerable.Range(4, 4).Select(i => ReactAsync(conversation, bob, sent.Seq, $"{i}")));

            Assert.All(await Task.WhenAll(acts), act => Assert.True(act.Code is ErrorCode.None or ErrorCode.Expired or ErrorCode.TooLarge, $"{act}"));
            Assert.Null(await ReactionsAsync(conversation, bob, sent.Seq));
        }
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

        var sent = await cluster.SendAsync(alice, conversation, "text");
        var reacted = await ReactAsync(conversation, others[0], sent.Seq, "+1");

        foreach (var gateway in gateways)
        {
            await Condition.HoldsAsync(
                () => gateway.Pushes.OfType<WatchedDelivery>().SelectMany(push => push.Items)
                    .Any(item => item.Seq == reacted.Seq && item.Kind == ContentKind.Reaction),
                "the reaction is pushed");
        }

        var line = (await (await new TestGateway(cluster).OpenAsync(others[1], "phone")).LineAsync(conversation))!;
        Assert.Equal((reacted.Seq, sent.Seq), (line.View.Head, line.Last!.Value.Seq));
    }

    [Theory]
    [InlineData(Fault.Before)]
    [InlineData(Fault.After)]
    public async Task One_whose_commit_failed_is_there_as_a_whole_or_not_at_all(Fault fault)
    {
        var (alice, bob) = (Names.User("alice"), Names.User("bob"));
        var conversation = ConversationId.Direct(alice, bob);
        var sent = await cluster.SendAsync(alice, conversation, "text");

        cluster.Log.FailNext(conversation, fault);
        Assert.Equal(ErrorCode.Busy, (await ReactAsync(conversation, bob, sent.Seq, "+1")).Code);
        Assert.Equal(fault == Fault.After, await ReactionsAsync(conversation, bob, sent.Seq) is not null);

        Assert.Equal((ErrorCode.None, 2L, fault == Fault.After), Outcome(await ReactAsync(conversation, bob, sent.Seq, "+1")));
        Assert.Equal("""[{"emoji":"+1","count":1,"mine":true}]""", await ReactionsAsync(conversation, bob, sent.Seq));
    }

    private static (ErrorCode Code, long Seq, bool Dup) Outcome(in ActionResult result) => (result.Code, result.Seq, result.Dup);

    private async Task<ActionResult> ReactAsync(string conversation, string user, long seq, string emoji, bool add = true) =>
        await cluster.Client.GetGrain<IConversationActsGrain>(GrainKeys.Conversation(conversation))
            .ReactAsync(new ReactAction(user, "none", seq, emoji, add));

    private async Task<ActionResult> RecallAsync(string conversation, string user, long seq) =>
        await cluster.Conversation(conversation).RecallAsync(new MemberAction(user, "none", seq));

    private async Task<string?> ReactionsAsync(string conversation, string user, long seq) =>
        (await cluster.Conversation(conversation).HistoryAsync(new HistoryRequest(user, seq + 1, -1, 1))).Items[0].Field("reactions");
}
