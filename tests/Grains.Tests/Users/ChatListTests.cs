using OrleansIm.Domain.Conversations;
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
