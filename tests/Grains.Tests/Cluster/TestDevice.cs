using Orleans.Concurrency;
using OrleansIm.Domain.Messages;
using OrleansIm.Grains.Interfaces.Gateways;
using OrleansIm.Grains.Interfaces.Users;

namespace OrleansIm.Grains.Tests.Cluster;

/// <summary>One session as its gateway sees it.</summary>
public sealed class TestDevice(ImCluster cluster, TestGateway gateway, string user, string device, string session, long connection)
{
    public IUserGrain Grain { get; } = cluster.User(user);

    public string User { get; } = user;

    public string Device { get; } = device;

    public string Session { get; } = session;

    public long Connection { get; } = connection;

    public SessionOpened Opened { get; set; }

    public IEnumerable<T> Pushed<T>()
        where T : GatewayPush => gateway.Pushes.OfType<T>().Where(push => push.Connection == Connection);

    /// <summary>Messages pushed live, in the order in which they came.</summary>
    public List<MessageItem> Items(string conversation) =>
        [.. Pushed<MessagesDelivery>().Where(push => push.Conversation == conversation).SelectMany(push => push.Items)];

    public long[] Seqs(string conversation) => [.. Items(conversation).Select(item => item.Seq)];

    public async Task<SyncBatch> SyncAsync(bool restart = false, int maxMessages = 500, params SeqMark[] acks) =>
        await Grain.SyncAsync(new SyncRequest(Session, restart, acks, maxMessages, 1 << 20));

    /// <summary>All batches until there is no more; the session is live then.</summary>
    public async Task<List<SyncConversation>> CatchUpAsync(int maxMessages = 500)
    {
        List<SyncConversation> got = [];
        for (var restart = true; ; restart = false)
        {
            var batch = await SyncAsync(restart, maxMessages);
            Assert.True(batch.Known);
            got.AddRange(batch.Conversations);
            if (!batch.More)
            {
                return got;
            }
        }
    }

    public async Task AckAsync(string conversation, long seq) =>
        await Grain.AckAsync(Session, new Immutable<SeqMark[]>([new SeqMark(conversation, seq)]));

    public async Task<ChatListItem?> LineAsync(string conversation) =>
        Array.Find((await Grain.ConversationsAsync(null, 200, [])).Items, item => item.Conversation == conversation);

    public async Task CloseAsync() =>
        Assert.Equal(ErrorCode.None, await Grain.CloseAsync(Session, new Immutable<SeqMark[]>([]), forget: false));
}
