using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using OrleansIm.Domain.Messages;
using OrleansIm.Gateway.Sessions;
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
    private const int AtOnce = 64;
    private static readonly TimeSpan Period = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan RenewEvery = TimeSpan.FromSeconds(30);

    private readonly Lock _gate = new();
    private readonly WatchCalls _calls = new(grains, logger);
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
            var (watching, last) = Join(session, conversation);
            if (Math.Max(await watching, last) > head)
            {
                session.Deliveries.Resync("a large conversation's watch has a gap");
            }
        }
        catch (Exception failure)
        {
            // And once more as soon as the watch holds.
            LogWatchFailed(conversation, failure);
            session.Deliveries.Resync("a large conversation can't be watched");
        }
    }

    public void Leave(ClientSession session)
    {
        lock (_gate)
        {
            foreach (var conversation in session.Watched ?? [])
            {
                if (_watched.TryGetValue(conversation, out var watched) && watched.Sessions.Remove(session))
                {
                    EndIfEmpty(conversation, watched);
                }
            }

            session.Watched = null;
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

            if (watched.Take(push.Items[0].Seq, push.Items[^1].Seq))
            {
                ResyncAll(watched);
            }

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
        using var timer = new PeriodicTimer(Period, time);
        try
        {
            while (await timer.WaitForNextTickAsync(stoppingToken))
            {
                await Parallel.ForEachAsync(
                    LookAround(),
                    new ParallelOptions { MaxDegreeOfParallelism = AtOnce, CancellationToken = stoppingToken },
                    (due, _) => RenewAsync(due.Conversation, due.Watched));
            }
        }
        catch (OperationCanceledException)
        {
            // Stopping.
        }
    }

    private void HandOut(WatchedDelivery push, WatchedConversation watched)
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
                foreach (var session in watched.Sessions.Where(session => session.Facts.User == gone).ToList())
                {
                    watched.Sessions.Remove(session);
                    session.Watched?.Remove(push.Conversation);
                }

                EndIfEmpty(push.Conversation, watched);
            }
        }
    }

    /// <summary>Nobody here listens any more.</summary>
    private void EndIfEmpty(string conversation, WatchedConversation watched)
    {
        if (watched.Sessions.Count == 0)
        {
            _watched.Remove(conversation);
            _calls.Unwatch(conversation, Address.Value);
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

    /// <summary>Gives the watch to wait for, and the last entry that was handed out here before this session was among the receivers.</summary>
    private (Task<long> Watching, long Last) Join(ClientSession session, string conversation)
    {
        lock (_gate)
        {
            if (!_watched.TryGetValue(conversation, out var watched))
            {
                _watched[conversation] = watched = new WatchedConversation();
                watched.Watching = WatchAsync(conversation, watched);
            }
            else if (watched.Watching.IsFaulted)
            {
                watched.Watching = WatchAsync(conversation, watched);
            }

            watched.Sessions.Add(session);
            (session.Watched ??= new HashSet<string>(StringComparer.Ordinal)).Add(conversation);
            return (watched.Watching, watched.LastSeq);
        }
    }

    /// <summary>Sends those to catch up to whom something promised did not come, and tells which watches must be asked for again.</summary>
    private List<(string Conversation, WatchedConversation Watched)> LookAround()
    {
        List<(string, WatchedConversation)> due = [];
        _calls.Tidy();
        lock (_gate)
        {
            foreach (var (conversation, watched) in _watched)
            {
                if (watched.PromisedAt is { } promised && time.GetElapsedTime(promised) >= Period && watched.IsOverdue())
                {
                    ResyncAll(watched);
                }

                if (watched.Watching.IsCompleted && (watched.HeldAt is not { } held || time.GetElapsedTime(held) >= RenewEvery))
                {
                    due.Add((conversation, watched));
                }
            }
        }

        return due;
    }

    /// <summary>Interest lapses unless renewed; the head that comes back shows whether something was missed.</summary>
    private async ValueTask RenewAsync(string conversation, WatchedConversation watched)
    {
        try
        {
            Task<long> asking;
            lock (_gate)
            {
                asking = WatchAsync(conversation, watched);
                watched.Watching = watched.Watching.IsFaulted ? asking : watched.Watching;
            }

            await asking;
        }
        catch (Exception failure)
        {
            LogWatchFailed(conversation, failure);
        }
    }

    /// <summary>Asks for the watch, or for more time of it. Called with the gate held.</summary>
    private async Task<long> WatchAsync(string conversation, WatchedConversation watched)
    {
        try
        {
            var head = await _calls.WatchAsync(conversation, Address.Value);
            lock (_gate)
            {
                if (watched.Hold(head, time.GetTimestamp()))
                {
                    ResyncAll(watched);
                }
            }

            return head;
        }
        catch
        {
            lock (_gate)
            {
                watched.Fail();
            }

            throw;
        }
    }

    [LoggerMessage(2201, LogLevel.Warning, "Watching {Conversation} failed and is tried again")]
    private partial void LogWatchFailed(string conversation, Exception failure);
}
