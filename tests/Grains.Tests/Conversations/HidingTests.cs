using Orleans.Concurrency;
using OrleansIm.Domain.Conversations;
using OrleansIm.Grains.Interfaces.Personal;
using OrleansIm.Grains.Interfaces;
using OrleansIm.Grains.Interfaces.Conversations;
using OrleansIm.Grains.Interfaces.Gateways;
using OrleansIm.Grains.Interfaces.Users;
using OrleansIm.Grains.Tests.Cluster;

namespace OrleansIm.Grains.Tests.Conversations;

/// <summary>What a member hides from itself, when something goes wrong on the way, and in large conversations.</summary>
public sealed class HidingTests(ImCluster cluster)
{
    [Fact]
    public async Task What_was_stored_counts_though_its_answer_was_lost()
    {
        var (alice, bob, conversation) = await TalkAsync(3);
        var device = await new TestGateway(cluster).LoginAsync(bob);
        await device.CatchUpAsync();
        cluster.Personal.LoseAnswersOf = bob;
        Assert.Equal(ErrorCode.Busy, (await HideAsync(conversation, bob, 2)).Code);
        cluster.Personal.LoseAnswersOf = null;

        // The next message brings how things stand: the list of the user must not count what it has hidden.
        await cluster.SendAsync(alice, conversation, "c4");

        await Condition.HoldsAsync(() => device.Seqs(conversation).Contains(4), "the message is there");
        var line = (await device.LineAsync(conversation))!;
        Assert.Equal((3L, 1L), (line.View.Unread, line.State!.Hides));
        Assert.Contains(device.Pushed<ChatDelivery>(), push => push.State.Hides == 1);
        Assert.Equal(1, (await HideAsync(conversation, bob, 2)).Hides);
    }

    [Fact]
    public async Task A_clearing_whose_answer_was_lost_counts_too()
    {
        var (alice, bob, conversation) = await TalkAsync(3);
        var device = await new TestGateway(cluster).LoginAsync(bob);
        await device.CatchUpAsync();
        cluster.Personal.LoseAnswersOf = bob;
        Assert.Equal(ErrorCode.Busy, (await cluster.Conversation(conversation).ClearAsync(new MemberAction(bob, "none", 0))).Code);
        cluster.Personal.LoseAnswersOf = null;

        await cluster.SendAsync(alice, conversation, "c4");

        await Condition.HoldsAsync(() => device.Seqs(conversation).Contains(4), "the message is there");
        Assert.Equal(1, (await device.LineAsync(conversation))!.View.Unread);
        Assert.Equal([4], (await HistoryAsync(conversation, bob)).Select(item => item.Seq));
    }

    [Fact]
    public async Task What_has_no_seat_in_the_store_is_not_answered_as_done()
    {
        var (_, bob, conversation) = await TalkAsync(2);
        cluster.Personal.Seatless = bob;
        Assert.Equal(ErrorCode.NotFound, (await HideAsync(conversation, bob, 2)).Code);
        Assert.Equal(ErrorCode.NotFound, (await cluster.Conversation(conversation).ClearAsync(new MemberAction(bob, "none", 0))).Code);
        cluster.Personal.Seatless = null;

        Assert.Equal([1, 2], (await HistoryAsync(conversation, bob)).Select(item => item.Seq));
        Assert.Equal((ErrorCode.None, 1L), ((await HideAsync(conversation, bob, 2)).Code, (await HideAsync(conversation, bob, 2)).Hides));
    }

    [Fact]
    public async Task A_notice_that_was_lost_on_its_way_is_made_up_for()
    {
        var (alice, bob, conversation) = await TalkAsync(3);
        var device = await new TestGateway(cluster).LoginAsync(bob);
        await device.CatchUpAsync();
        Assert.Equal(new(1, 1), await cluster.Personal.HideAsync(bob, conversation, [3], CancellationToken.None));

        // The lane has let go of all but how things stand.
        var view = (await device.LineAsync(conversation))!.View with { Unread = 2, Hides = 1 };
        await cluster.Client.GetGrain<IUserInboxGrain>(GrainKeys.User(bob)).DeliverAsync(
            new Immutable<UserEvent[]>([new UserEvent(conversation, view, null, null)]));

        await Condition.HoldsAsync(() => device.Pushed<ChatDelivery>().Any(push => push.State.Hides == 1), "the number tells");
        var line = (await device.LineAsync(conversation))!;
        Assert.Equal((2L, 2L), (line.Last!.Value.Seq, line.View.Unread));
        Assert.Equal([1, 2, 3], (await HistoryAsync(conversation, alice)).Select(item => item.Seq));
    }

    [Fact]
    public async Task What_is_hidden_is_not_unread_after_a_restart_nor_when_it_is_recalled()
    {
        var (alice, bob, conversation) = await TalkAsync(4);
        var device = await new TestGateway(cluster).LoginAsync(bob);
        await device.CatchUpAsync();
        await HideAsync(conversation, bob, 2, 3);
        await Condition.HoldsAsync(async () => (await device.LineAsync(conversation))!.View.Unread == 2, "two of four are hidden");

        await ImCluster.ForgetAsync(cluster.Conversation(conversation));
        await cluster.Conversation(conversation).RecallAsync(new MemberAction(alice, "none", 3));

        await Condition.HoldsAsync(() => device.Seqs(conversation).Contains(5), "the recall is there");
        Assert.Equal(2, (await device.LineAsync(conversation))!.View.Unread);
        await cluster.Conversation(conversation).RecallAsync(new MemberAction(alice, "none", 4));
        await Condition.HoldsAsync(() => device.Seqs(conversation).Contains(6), "the other recall is there");
        Assert.Equal(1, (await device.LineAsync(conversation))!.View.Unread);
    }

    [Fact]
    public async Task In_a_large_conversation_the_list_is_read_without_what_is_hidden()
    {
        var alice = Names.User("alice");
        var bob = Names.User("bob");
        var conversation = await cluster.FoundAsync(alice, [bob, .. Enumerable.Range(0, ImCluster.LargeAbove).Select(i => Names.User($"m{i}"))]);
        for (var i = 0; i < 3; i++)
        {
            await cluster.SendAsync(alice, conversation, $"c{i}");
        }

        var device = await new TestGateway(cluster).LoginAsync(bob);
        await device.CatchUpAsync();
        Assert.True((await device.LineAsync(conversation))!.View.Large);

        await HideAsync(conversation, bob, 4);

        await Condition.HoldsAsync(async () => (await device.LineAsync(conversation))!.State!.Hides == 1, "it is known");
        var line = (await device.LineAsync(conversation))!;
        Assert.Equal((2L, 3L), (line.View.Unread, line.Last!.Value.Seq));
        var readers = await cluster.Conversation(conversation).ReadersAsync(new MemberAction(alice, "none", 3));
        Assert.Equal((0, ImCluster.LargeAbove + 1), (readers.Count, readers.Members));
        Assert.Null(readers.Users);
    }

    [Fact]
    public async Task A_batch_of_catching_up_goes_on_only_if_something_that_is_not_hidden_follows()
    {
        var (_, bob, conversation) = await TalkAsync(6);
        await HideAsync(conversation, bob, 3, 5, 6);
        var device = await new TestGateway(cluster).LoginAsync(bob);

        var parts = (await device.CatchUpAsync(maxMessages: 2)).Where(part => part.Summary.Conversation == conversation).ToList();

        Assert.Equal([1, 2, 4], parts.SelectMany(part => part.Messages).Select(item => item.Seq));
        Assert.Equal([true, false], parts.Select(part => part.More));
    }

    private async Task<HideResult> HideAsync(string conversation, string user, params long[] seqs) =>
        await cluster.Client.GetGrain<IConversationActsGrain>(GrainKeys.Conversation(conversation)).HideAsync(new HideAction(user, "none", seqs));

    private async Task<Domain.Messages.MessageItem[]> HistoryAsync(string conversation, string user) =>
        (await cluster.Conversation(conversation).HistoryAsync(new HistoryRequest(user, Before: 0, After: 0, Limit: 100))).Items;

    /// <summary>Alice writes to bob.</summary>
    private async Task<(string Alice, string Bob, string Conversation)> TalkAsync(int messages)
    {
        var (alice, bob) = (Names.User("alice"), Names.User("bob"));
        var conversation = ConversationId.Direct(alice, bob);
        for (var i = 1; i <= messages; i++)
        {
            await cluster.SendAsync(alice, conversation, $"c{i}");
        }

        return (alice, bob, conversation);
    }
}
