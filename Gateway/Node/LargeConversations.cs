using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using OrleansIm.Domain.Messages;
using OrleansIm.Gateway.Messages;
using OrleansIm.Gateway.Sessions;
using OrleansIm.Grains.Interfaces;
using OrleansIm.Grains.Interfaces.Conversations;
using OrleansIm.Grains.Interfaces.Gateways;
using OrleansIm.Protocol.Messages;

namespace OrleansIm.Gateway.Node;

/// <summary>
/// Large conversations that have members on this gateway. Each message arrives once and is handed to the local members
/// here. A gap, whatever its cause, sends the local members to catch up.
/// </summary>
internal sealed partial class LargeConversations(IGrainFactory grains, TimeProvider time, ILogger<LargeConversations> logger)
    : BackgroundService
{
    private static readonly TimeSpan RenewEvery = TimeSpan.FromSeconds(30);

    private readonly Lock _gate = new();
    private readonly Dictionary<string, WatchedConversation> _watched = new(StringComparer.Ordinal);

    /// <summary>This gateway's address; set by the node, which needs this object itself.</summary>
    public Lazy<GatewayAddress> Address { get; set; } = new(static () => throw new InvalidOperationException("The node has not started."));

    /// <summary>A session hears of these conversations from now on. On return nothing that is committed later is missed.</summary>
    public async ValueTask JoinAsync(ClientSession session, IReadOnlyList<string> conversations)
    {
        foreach (var conversation in conversations)
        {
            await Join(session, conversation).Watching;
        }
    }

    /// <summary>A session that has everything up to <paramref name="head"/> joins while it is live.</summary>
    public async Task JoinAsync(ClientSession session, string conversation, long head)
    {
        try
        {
            if (await Join(session, conversation).Watching > head)
            {
                session.Deliveries.Resync("a large conversation's watch has a gap");
            }
        }
        catch (Exception failure)
        {
            LogWatchFailed(conversation, failure);
            session.Deliveries.Resync("a large conversation's watch has a gap");
        }
    }

    public void Leave(ClientSession session)
    {
        List<string> empty = [];
        lock (_gate)
        {
            foreach (var conversation in session.Watched ?? [])
            {
                if (_watched.TryGetValue(conversation, out var watched)
                    && watched.Sessions.Remove(session) && watched.Sessions.Count == 0)
                {
                    _watched.Remove(conversation);
                    empty.Add(conversation);
                }
            }

            session.Watched = null;
        }

        foreach (var conversation in empty)
        {
            _ = UnwatchAsync(conversation);
        }
    }

    public void Deliver(WatchedDelivery push)
    {
        lock (_gate)
        {
            if (!_watched.TryGetValue(push.Conversation, out var watched))
            {
                return;
            }

            if (watched.LastSeq > 0 && push.Items[0].Seq > watched.LastSeq + 1)
            {
                ResyncAll(watched);
            }

            watched.LastSeq = Math.Max(watched.LastSeq, push.Items[^1].Seq);
            HandOut(push, watched);
            if (push.Ended)
            {
                foreach (var session in watched.Sessions)
                {
                    session.Watched?.Remove(push.Conversation);
                }

                _watched.Remove(push.Conversation);
            }
        }
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(RenewEvery, time);
        try
        {
            while (await timer.WaitForNextTickAsync(stoppingToken))
            {
                await RenewAsync();
            }
        }
        catch (OperationCanceledException)
        {
            // Stopping.
        }
    }

    private static void HandOut(WatchedDelivery push, WatchedConversation watched)
    {
        for (var i = 0; i < push.Items.Length; i++)
        {
            var (item, origin) = (push.Items[i], push.Origins[i]);
            MessageItem[] forOthers = [item];
            foreach (var session in watched.Sessions)
            {
                if (session.Facts.Session != origin.Session)
                {
                    session.Deliveries.Push(push.Conversation, Own(session, item, origin) ?? forOthers);
                }
            }

            if (origin.Removes is { } gone)
            {
                watched.Sessions.RemoveWhere(session => session.Facts.User == gone);
            }
        }
    }

    private static MessageItem[]? Own(ClientSession session, in MessageItem item, in WatchedOrigin origin) =>
        origin.ClientId is { } clientId && session.Facts.User == origin.Sender
            ? [item with { Json = MessageJson.WithClientId(item.Json, clientId) }]
            : null;

    private static void ResyncAll(WatchedConversation watched)
    {
        foreach (var session in watched.Sessions)
        {
            session.Deliveries.Resync("a large conversation's watch has a gap");
        }
    }

    private WatchedConversation Join(ClientSession session, string conversation)
    {
        lock (_gate)
        {
            if (!_watched.TryGetValue(conversation, out var watched))
            {
                _watched[conversation] = watched = new WatchedConversation(WatchAsync(conversation));
            }
            else if (watched.Watching.IsFaulted)
            {
                watched.Watching = WatchAsync(conversation);
            }

            watched.Sessions.Add(session);
            (session.Watched ??= new HashSet<string>(StringComparer.Ordinal)).Add(conversation);
            return watched;
        }
    }

    /// <summary>Interest lapses unless renewed; the head that comes back shows whether something was missed.</summary>
    private async Task RenewAsync()
    {
        List<KeyValuePair<string, WatchedConversation>> all;
        lock (_gate)
        {
            all = [.. _watched];
        }

        foreach (var (conversation, watched) in all)
        {
            try
            {
                var before = watched.LastSeq;
                var head = await WatchAsync(conversation);
                lock (_gate)
                {
                    if (before > 0 && head > before && watched.LastSeq < head)
                    {
                        watched.LastSeq = head;
                        ResyncAll(watched);
                    }
                }
            }
            catch (Exception failure)
            {
                LogWatchFailed(conversation, failure);
            }
        }
    }

    private async Task<long> WatchAsync(string conversation)
    {
        var watched = await Grain(conversation).WatchAsync(Address.Value);
        BusyException.ThrowIf(watched.Code);
        return watched.Head;
    }

    private async Task UnwatchAsync(string conversation)
    {
        try
        {
            await Grain(conversation).UnwatchAsync(Address.Value.Id);
        }
        catch (Exception failure)
        {
            // It lapses by itself.
            LogWatchFailed(conversation, failure);
        }
    }

    private IConversationWatchGrain Grain(string conversation) =>
        grains.GetGrain<IConversationWatchGrain>(GrainKeys.Conversation(conversation));

    [LoggerMessage(2201, LogLevel.Warning, "Watching {Conversation} failed and is tried again")]
    private partial void LogWatchFailed(string conversation, Exception failure);
}
