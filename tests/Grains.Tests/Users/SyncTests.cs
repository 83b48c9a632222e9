using OrleansIm.Domain.Conversations;
using OrleansIm.Grains.Interfaces.Gateways;
using OrleansIm.Grains.Interfaces.Users;
using OrleansIm.Grains.Tests.Cluster;

namespace OrleansIm.Grains.Tests.Users;

public sealed class SyncTests(ImCluster cluster)
{
    private readonly string _me = Names.User("me");

    [Fact]
    public async Task An_offline_device_catches_up_in_batches_newest_conversation_first()
    {
        var gateway = new TestGateway(cluster);
        await (await gateway.LoginAsync(_me)).CloseAsync();
        var older = await FillAsync("older", 30);
        cluster.Time.Advance(TimeSpan.FromSeconds(1));
        var newer = await FillAsync("newer", 25);

        var device = await gateway.OpenAsync(_me, "phone");
        var first = await device.SyncAsync(restart: true, maxMessages: 10);
        var rest = new List<SyncConversation>();
        for (var more = first.More; more;)
        {
            var batch = await device.SyncAsync(maxMessages: 10);
            Assert.InRange(batch.Conversations.Sum(part => part.Messages.Length), 0, 10);
            rest.AddRange(batch.Conversations);
            more = batch.More;
        }

        Assert.Equal((55L, 2), (first.TotalUnread, first.UnreadConversations));
        var all = first.Conversations.Concat(rest).ToList();
        Assert.Equal([newer, older], all.Select(part => part.Summary.Conversation).Distinct());
        foreach (var (conversation, count) in new[] { (older, 30), (newer, 25) })
        {
            var parts = all.Where(part => part.Summary.Conversation == conversation).ToList();
            Assert.Equal(Enumerable.Range(1, count).Select(seq => (long)seq), parts.SelectMany(part => part.Messages).Select(item => item.Seq));
            Assert.Equal(parts.SkipLast(1).Select(_ => true).Append(false), parts.Select(part => part.More));
        }

        Assert.Empty(device.Pushed<MessagesDelivery>());
    }

    [Fact]
    public async Task A_device_never_seen_before_gets_the_last_twenty_of_each_conversation()
    {
        var long1 = await FillAsync("a", 33);
        var short1 = await FillAsync("b", 7);

        var device = await new TestGateway(cluster).OpenAsync(_me, "new");
        var got = await device.CatchUpAsync();

        Assert.Equal(Enumerable.Range(14, 20).Select(seq => (long)seq), Of(got, long1));
        Assert.Equal(Enumerable.Range(1, 7).Select(seq => (long)seq), Of(got, short1));
    }

    [Fact]
    public async Task What_was_received_is_not_owed_again_after_the_user_was_forgotten()
    {
        var gateway = new TestGateway(cluster);
        var device = await gateway.LoginAsync(_me);
        var conversation = await FillAsync("a", 10);
        await Condition.HoldsAsync(() => device.Seqs(conversation).Length == 10, "ten arrive");

        await device.AckAsync(conversation, 6);
        await device.AckAsync(conversation, 4);

        await Condition.HoldsAsync(
            async () => (await cluster.Members.LoadDeviceAsync(_me, "phone", CancellationToken.None))!.GetValueOrDefault(conversation) == 6,
            "the cursor is stored");
        await ImCluster.ForgetAsync(device.Grain);
        Assert.False((await device.SyncAsync()).Known);
        var resumed = await gateway.OpenAsync(_me, "phone", resume: true);
        Assert.Equal([7, 8, 9, 10], Of(await resumed.CatchUpAsync(), conversation));
    }

    [Fact]
    public async Task An_acknowledgement_from_the_future_is_cut_to_the_head()
    {
        var gateway = new TestGateway(cluster);
        var device = await gateway.LoginAsync(_me);
        var conversation = await FillAsync("a", 3);
        await Condition.HoldsAsync(() => device.Seqs(conversation).Length == 3, "three arrive");
        await device.AckAsync(conversation, 1_000_000);
        await device.CloseAsync();
        await FillAsync("a", 2, conversation);

        var again = await gateway.OpenAsync(_me, "phone");

        Assert.Equal([4, 5], Of(await again.CatchUpAsync(), conversation));
    }

    [Fact]
    public async Task What_arrives_while_catching_up_is_part_of_it()
    {
        var gateway = new TestGateway(cluster);
        var conversation = await FillAsync("a", 15);
        var device = await gateway.OpenAsync(_me, "phone");
        var got = new List<SyncConversation>((await device.SyncAsync(restart: true, maxMessages: 10)).Conversations);
        await FillAsync("a", 5, conversation);
        await Condition.HoldsAsync(async () => (await device.LineAsync(conversation))!.View.Head == 20, "the list knows");

        SyncBatch batch;
        do
        {
            batch = await device.SyncAsync();
            got.AddRange(batch.Conversations);
        }
        while (batch.More);

        Assert.Equal(Enumerable.Range(1, 20).Select(seq => (long)seq), Of(got, conversation));
        await FillAsync("a", 1, conversation);
        await Condition.HoldsAsync(() => device.Seqs(conversation).Length > 0, "it is live now");
        Assert.Equal([21], device.Seqs(conversation));
    }

    [Fact]
    public async Task Own_messages_count_as_received_by_the_device_that_sent_them_only()
    {
        var gateway = new TestGateway(cluster);
        var conversation = ConversationId.Direct(_me, Names.User("peer"));
        var phone = await gateway.LoginAsync(_me, "phone");
        var desk = await gateway.LoginAsync(_me, "desk");
        await cluster.SendAsync(_me, conversation, "c1", phone.Session);
        await Condition.HoldsAsync(() => desk.Seqs(conversation).Length == 1, "the other device gets it");
        await phone.CloseAsync();
        await desk.CloseAsync();

        Assert.Empty(Of(await (await gateway.OpenAsync(_me, "phone")).CatchUpAsync(), conversation));
        var owed = await (await gateway.OpenAsync(_me, "desk")).CatchUpAsync();
        Assert.Equal([1], Of(owed, conversation));
        Assert.Equal("c1", owed.Single().Messages.Single().Field("clientId"));
    }

    private static IEnumerable<long> Of(List<SyncConversation> got, string conversation) =>
        got.Where(part => part.Summary.Conversation == conversation).SelectMany(part => part.Messages).Select(item => item.Seq);

    private int _sent;

    private async Task<string> FillAsync(string peer, int count, string? conversation = null)
    {
        if (conversation is null)
        {
            peer = Names.User(peer);
            conversation = ConversationId.Direct(_me, peer);
        }
        else
        {
            peer = ConversationId.PeerOf(conversation, _me)!;
        }

        var last = 0L;
        for (var i = 0; i < count; i++)
        {
            last = (await cluster.SendAsync(peer, conversation, $"c{_sent++}")).Seq;
        }

        await cluster.KnowsAsync(_me, conversation, last);

        return conversation;
    }
}
