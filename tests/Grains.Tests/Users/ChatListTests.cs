using OrleansIm.Domain.Conversations;
using OrleansIm.Grains.Interfaces;
using OrleansIm.Grains.Interfaces.Personal;
using OrleansIm.Grains.Interfaces.Conversations;
using OrleansIm.Grains.Interfaces.Users;
using OrleansIm.Grains.Tests.Cluster;

namespace OrleansIm.Grains.Tests.Users;

public sealed class ChatListTests(ImCluster cluster)
{
    private readonly string _me = Names.User("me");

    [Fact]
    public async Task Pages_follow_each_other_newest_first_without_loss_or_repetition()
    {
        List<string> expected = [];
        for (var i = 0; i < 7; i++)
        {
            var peer = Names.User("peer");
            var conversation = ConversationId.Direct(_me, peer);
            await cluster.SendAsync(peer, conversation, "c");
            await cluster.KnowsAsync(_me, conversation, 1);
            cluster.Time.Advance(TimeSpan.FromMilliseconds(i % 2 == 0 ? 5 : 1));
            expected.Insert(0, conversation);
        }

        List<ChatListItem> got = [];
        string? after = null;
        do
        {
            var page = await cluster.User(_me).ConversationsAsync(after, 3, []);
            Assert.Equal((7L, 7), (page.TotalUnread, page.TotalConversations));
            got.AddRange(page.Items);
            after = page.Next;
        }
        while (after is not null);

        Assert.Equal(expected, got.Select(item => item.Conversation));
    }

    /// <summary>As everywhere, the sender's own devices are told it and nobody else's.</summary>
    [Fact]
    public async Task The_last_message_has_its_client_id_for_its_sender_however_the_list_came_by_it()
    {
        var peer = Names.User("peer");
        var conversation = ConversationId.Direct(_me, peer);
        var (mine, theirs) = (await new TestGateway(cluster).LoginAsync(_me), await new TestGateway(cluster).LoginAsync(peer));

        await cluster.SendAsync(_me, conversation, "c1");
        await Condition.HoldsAsync(() => mine.Seqs(conversation).Contains(1) && theirs.Seqs(conversation).Contains(1), "it is pushed");
        await ToldAsync(mine, "\"c1\"");
        await ToldAsync(theirs, null);
        await cluster.Client.GetGrain<IConversationActsGrain>(GrainKeys.Conversation(conversation))
            .EditAsync(new EditAction(_me, "none", 1, Texts.Draft(string.Empty, "new").Content));
        await Condition.HoldsAsync(() => mine.Seqs(conversation).Contains(2) && theirs.Seqs(conversation).Contains(2), "the edit is pushed");
        await ToldAsync(mine, "\"c1\"");
        await ToldAsync(theirs, null);
        await ImCluster.ForgetAsync(mine.Grain);
        await ToldAsync(mine, "\"c1\"");

        await cluster.SendAsync(peer, conversation, "c3");
        await Condition.HoldsAsync(async () => (await mine.LineAsync(conversation))!.View.Head == 3, "the answer is known");
        await ToldAsync(mine, null);
        await cluster.Client.GetGrain<IConversationActsGrain>(GrainKeys.Conversation(conversation)).HideAsync(new HideAction(_me, "none", [3]));
        await Condition.HoldsAsync(async () => (await mine.LineAsync(conversation))!.Last!.Value.Seq == 1, "the answer is hidden");
        await ToldAsync(mine, "\"c1\"");

        async Task ToldAsync(TestDevice device, string? clientId) =>
            Assert.Equal(clientId?.Trim('"'), (await device.LineAsync(conversation))!.Last!.Value.Field("clientId")?.Trim('"'));
    }

    /// <summary>A frame has 512 KiB; the cut is on the safe side, and a page is never empty.</summary>
    [Fact]
    public async Task Pages_of_long_last_messages_are_cut_at_what_a_frame_holds()
    {
        const int Chats = 30;
        var text = new string('x', 32_000);
        HashSet<string> expected = [];
        for (var i = 0; i < Chats; i++)
        {
            var peer = Names.User("peer");
            var conversation = ConversationId.Direct(_me, peer);
            var sent = await cluster.Conversation(conversation).AppendAsync(new AppendRequest(peer, "none", [Texts.Draft("c", text)]));
            Assert.Equal(ErrorCode.None, sent[0].Code);
            await cluster.KnowsAsync(_me, conversation, 1);
            expected.Add(conversation);
        }

        List<string> got = [];
        string? after = null;
        do
        {
            var page = await cluster.User(_me).ConversationsAsync(after, 200, []);
            Assert.InRange(page.Items.Sum(item => item.Last!.Value.Json.Length), 1, 400 * 1024);
            got.AddRange(page.Items.Select(item => item.Conversation));
            after = page.Next;
        }
        while (after is not null);

        Assert.Equal(Chats, got.Count);
        Assert.Equal(expected, got.ToHashSet());
    }

    [Fact]
    public async Task The_total_counts_conversations_with_something_unread()
    {
        var (friend, other) = (Names.User("friend"), Names.User("other"));
        await cluster.SendAsync(friend, ConversationId.Direct(_me, friend), "c");
        await cluster.SendAsync(_me, ConversationId.Direct(_me, other), "c");
        await cluster.KnowsAsync(_me, ConversationId.Direct(_me, friend), 1);
        await cluster.KnowsAsync(_me, ConversationId.Direct(_me, other), 1);

        var page = await cluster.User(_me).ConversationsAsync(null, 10, []);

        Assert.Equal((2, 1L, 1), (page.Items.Length, page.TotalUnread, page.TotalConversations));
    }

    [Theory]
    [InlineData("")]
    [InlineData("~")]
    [InlineData("x~y")]
    [InlineData("-1~y")]
    [InlineData("12")]
    public async Task A_cursor_that_is_none_is_invalid(string cursor) =>
        Assert.Equal(ErrorCode.Invalid, (await cluster.User(_me).ConversationsAsync(cursor, 3, [])).Code);

    [Fact]
    public async Task The_list_is_the_same_before_and_after_everybody_forgot()
    {
        var device = await new TestGateway(cluster).LoginAsync(_me);
        var peer = Names.User("peer");
        var conversation = ConversationId.Direct(_me, peer);
        for (var i = 0; i < 5; i++)
        {
            await cluster.SendAsync(peer, conversation, $"c{i}");
        }

        await cluster.SendAsync(_me, conversation, "mine", device.Session);
        await cluster.SendAsync(peer, conversation, "last");
        await Condition.HoldsAsync(async () => (await device.LineAsync(conversation))?.View.Head == 7, "the list knows");
        var before = (await device.LineAsync(conversation))!;

        await ImCluster.ForgetAsync(device.Grain);
        await ImCluster.ForgetAsync(cluster.Conversation(conversation));
        var after = (await device.LineAsync(conversation))!;

        Assert.Equal((1L, 6L), (before.View.Unread, before.View.ReadSeq));
        Assert.Equal(before.View, after.View);
        Assert.Equal(before.Last!.Value.Json.ToArray(), after.Last!.Value.Json.ToArray());
    }
}
