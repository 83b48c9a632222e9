using System.Collections.Concurrent;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using OrleansIm.Domain.Messages;
using OrleansIm.Gateway.Sessions;
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
    private const int AtOnce = 64;
    private static readonly TimeSpan Period = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan RenewEvery = TimeSpan.FromSeconds(30);

    private readonly Lock _gate = new();
    private readonly WatchCalls _calls = new(grains, logger);

    /// <summary>Changed with the gate held.</summary>
    private readonly ConcurrentDictionary<string, WatchedConversation> _watched = new(StringComparer.Ordinal);

    /// <summary>This gateway's address; set by the node, which needs this object itself.</summary>
    public Lazy<GatewayAddress> Address { get; set; } = new(static () => throw new InvalidOperationException("The node has not started."));

    /// <summary>
    /// An acknowledgement from beyond the end counts as the end: nobody has what comes after it. Of a large conversation only the gateway
    /// knows that. Asked with every acknowledgement, and with locks held, so it waits for nobody.
    /// </summary>
    /// <param name="session">Whose. What it was told of its own may not have come back here yet.</param>
    /// <param name="conversation">Where; what is not watched here is left as it is.</param>
    /// <param name="said">How far the device says it has come.</param>
    /// <param name="pushed">How far it was certainly given.</param>
    public long CutToEnd(ClientSession session, string conversation, long said, long pushed) =>
        _watched.TryGetValue(conversation, out var watched) && watched.KnownHead is > 0 and var end && said > end
            ? Math.Min(said, Math.Max(Math.Max(end, pushed), session.Writes.HeadOf(conversation)))
            : said;

    /// <summary>A session hears of these conversations from now on. On return nothing that is committed later is missed.</summary>
    /// <param name="session">Whose user is a member.</param>
    /// <param name="conversations">Of these.</param>
    /// <param name="joined">Beside each: its user sees entries above this. Null if that is not known.</param>
    public async ValueTask JoinAsync(ClientSession session, IReadOnlyList<string> conversations, IReadOnlyList<long>? joined = null)
    {
        for (var i = 0; i < conversations.Count; i++)
        {
            await Join(session, conversations[i], joined?[i] ?? 0).Watching;
        }
    }

    /// <summary>A session that has everything up to <paramref name="head"/> joins while it is live.</summary>
    public async Task JoinAsync(ClientSession session, string conversation, long head)
    {
        try
        {
            var (watching, last) = Join(session, conversation, head);
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
                if (_watched.TryGetValue(conversation, out var watched) && watched.Remove(session))
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
            if (_watched.TryGetValue(push.Conversation, out var watched))
            {
                Take(push, watched);
            }
        }
    }

    /// <summary>The session's user has left: its sessions here are given nothing above <paramref name="leftSeq"/>, unless they joined later.</summary>
    public void Depart(ClientSession session, string conversation, long leftSeq)
    {
        lock (_gate)
        {
            session.Deliveries.Withdraw(conversation, leftSeq);
            if (_watched.TryGetValue(conversation, out var watched))
            {
                Drop(conversation, watched, new Departure(session.Facts.User, leftSeq));
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

    private void Take(WatchedDelivery push, WatchedConversation watched)
    {
        var taking = watched.Take(push);
        if (taking == Taking.Kept)
        {
            return;
        }

        for (var i = 0; i < push.Items.Length; i++)
        {
            if (taking == Taking.Whole)
            {
                HandOut(push.Conversation, push.Items[i], push.Origins[i], watched);
            }

            if (push.Origins[i].Removes is { } gone)
            {
                Drop(push.Conversation, watched, new Departure(gone, push.Items[i].Seq));
            }

            foreach (var user in push.Origins[i].RemovesToo ?? [])
            {
                Drop(push.Conversation, watched, new Departure(user, push.Items[i].Seq));
            }
        }

        if (taking == Taking.Gap || (push.Ended && taking == Taking.Doubtful))
        {
            ResyncAll(watched);
        }

        if (push.Ended)
        {
            foreach (var session in watched.Sessions.Keys)
            {
                session.Watched?.Remove(push.Conversation);
            }

            _watched.TryRemove(push.Conversation, out _);
        }
        else if (taking == Taking.Gap && watched.Sessions.Count > 0)
        {
            _ = RenewAsync(push.Conversation, watched).AsTask();
        }
    }

    private static void HandOut(string conversation, MessageItem item, in WatchedOrigin origin, WatchedConversation watched)
    {
        MessageItem[] forOthers = [item];
        var spares = origin.Spares?.ToHashSet(StringComparer.Ordinal);
        MessageItem[] forSpared = spares is null ? forOthers : [MessageJson.WithoutEdit(item)];
        foreach (var (session, since) in watched.Sessions)
        {
            if (item.Seq > since && session.Facts.Session != origin.Session)
            {
                session.Deliveries.Push(
                    conversation, spares?.Contains(session.Facts.User) == true ? forSpared : Own(session, item, origin) ?? forOthers);
            }
        }
    }

    /// <summary>Who has left hears nothing more, unless it has joined again since.</summary>
    private void Drop(string conversation, WatchedConversation watched, in Departure departed)
    {
        var gone = watched.Leave(departed);
        foreach (var session in gone)
        {
            session.Watched?.Remove(conversation);
            session.Deliveries.Withdraw(conversation, departed.LeftSeq);
        }

        if (gone.Count > 0)
        {
            EndIfEmpty(conversation, watched);
        }
    }

    /// <summary>Nobody here listens any more.</summary>
    private void EndIfEmpty(string conversation, WatchedConversation watched)
    {
        if (watched.Sessions.Count == 0)
        {
            _watched.TryRemove(conversation, out _);
            _calls.Unwatch(conversation, Address.Value);
        }
    }

    private static MessageItem[]? Own(ClientSession session, in MessageItem item, in WatchedOrigin origin) =>
        origin.ClientId is { } clientId && session.Facts.User == origin.Sender
            ? [item with { Json = MessageJson.WithClientId(item.Json, clientId) }]
            : null;

    private static void ResyncAll(WatchedConversation watched)
    {
        foreach (var session in watched.Sessions.Keys)
        {
            session.Deliveries.Resync("a large conversation's watch has a gap");
        }
    }

    /// <summary>Gives the watch to wait for, and the last entry that was handed out here before this session was among the receivers.</summary>
    private (Task<long> Watching, long Last) Join(ClientSession session, string conversation, long since)
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

            if (watched.TryJoin(session, since))
            {
                (session.Watched ??= new HashSet<string>(StringComparer.Ordinal)).Add(conversation);
            }
            else
            {
                EndIfEmpty(conversation, watched);
            }

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

                if (watched.Watching.IsCompleted && (watched.IsDoubtful || watched.HeldAt is not { } held || time.GetElapsedTime(held) >= RenewEvery))
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
            var answer = await _calls.WatchAsync(conversation, Address.Value);
            lock (_gate)
            {
                var missed = watched.Hold(answer.Head, time.GetTimestamp());
                watched.ForgetLeavings(upTo: answer.Head);
                foreach (var departed in answer.Departed ?? [])
                {
                    Drop(conversation, watched, departed);
                }

                if (missed)
                {
                    ResyncAll(watched);
                }

                foreach (var push in watched.TakeKept())
                {
                    Take(push, watched);
                }
            }

            return answer.Head;
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
