using OrleansIm.Domain.Messages;
using OrleansIm.Gateway.People;
using OrleansIm.Grains.Interfaces.Users;
using OrleansIm.Protocol.Frames.Client;
using OrleansIm.Protocol.Frames.Server;

namespace OrleansIm.Gateway.Sessions;

/// <summary>
/// Everything that is pushed to one session, and its acknowledgements. There is one way to be complete: catching up from the
/// device's cursors. It runs after login, when a push was missed, when the client lagged too far behind, and when it did
/// not acknowledge; in between pushes go straight through.
/// </summary>
internal sealed class Deliveries(ClientSession session, SessionServices services)
{
    private static readonly int[] ResendAfterSeconds = [5, 10, 20];
    private const int DeadAfterSeconds = 40;

    /// <summary>Bytes of messages in one push; a frame to a client may have 512 KiB.</summary>
    private const int PushBytes = 262_144;

    private readonly Lock _gate = new();
    private readonly DeliveryWindow _window = new();
    private readonly Dictionary<string, long> _acks = new(StringComparer.Ordinal);
    private readonly SyncRun _sync = new(session, services);
    private readonly HeldReads _reads = new(session.Facts.User);
    private readonly HeldNotices _notices = new();
    private readonly SilentAcks? _silent = session.Facts.Version == 1 ? new SilentAcks() : null;
    private DeliveryMode _mode = DeliveryMode.Syncing;
    private readonly HeldPushes _held = new(services.Limits.UnackedMessages);
    private int _resends;
    private bool _acksQueued;

    /// <summary>Begins the first catching up. Called once, after the login receipt was sent.</summary>
    public void Begin() => _ = _sync.RunAsync(this, login: true, rewind: false);

    /// <summary>Pushes new entries of one conversation.</summary>
    public void Push(string conversation, MessageItem[] items)
    {
        lock (_gate)
        {
            if (_mode == DeliveryMode.Live)
            {
                PushNow(conversation, items);
            }
            else if (_mode == DeliveryMode.Syncing)
            {
                _held.Add(conversation, items);
            }
        }
    }

    /// <summary>Nothing of the conversation above <paramref name="upTo"/> is for this session: what is held of it is never pushed.</summary>
    public void Withdraw(string conversation, long upTo)
    {
        lock (_gate)
        {
            _held.Withdraw(conversation, upTo);
        }
    }

    /// <summary>The connection has ended: nobody waits any longer.</summary>
    public void Stop() => _sync.Wake(rewind: false);

    /// <summary>A read cursor moved. While the session catches up it is kept until it has.</summary>
    public void Notify(ReadPush read)
    {
        lock (_gate)
        {
            if (_mode == DeliveryMode.Live)
            {
                session.Send(read);
            }
            else
            {
                _reads.Add(read);
            }
        }
    }

    /// <summary>Something that is no entry of a log. While the session catches up it is kept, the newest of it.</summary>
    public void Notify(ServerFrame notice)
    {
        lock (_gate)
        {
            if (_mode == DeliveryMode.Live)
            {
                session.Send(notice);
            }
            else
            {
                _notices.Add(notice);
            }
        }
    }

    /// <summary>Something was missed: catch up.</summary>
    /// <param name="reason">What was missed, for the log.</param>
    public void Resync(string reason)
    {
        services.LogCatchingUp(session.Facts.User, reason);
        lock (_gate)
        {
            if (_mode == DeliveryMode.Syncing)
            {
                _sync.Rewind();
                return;
            }

            StartSync(rewind: true);
        }
    }

    public void Acknowledge(IReadOnlyList<AckItem> items)
    {
        var queue = false;
        lock (_gate)
        {
            var now = services.Time.GetTimestamp();
            foreach (var (conversation, said) in items)
            {
                var acked = services.Large.CutToEnd(session, conversation, said, _window.HighestOf(conversation));
                var seq = _silent?.Extend(conversation, acked) ?? acked;
                var since = _window.StalledSince;
                if (_window.Acked(conversation, seq, now))
                {
                    if (since is { } waited)
                    {
                        services.Meter.Acknowledged(services.Time.GetElapsedTime(waited, now));
                    }

                    _resends = 0;
                }

                if (seq > _acks.GetValueOrDefault(conversation))
                {
                    _acks[conversation] = seq;
                }
            }

            if (_mode == DeliveryMode.Syncing)
            {
                _sync.Acknowledged(_window);
            }
            else if (_mode == DeliveryMode.Behind && _window.Outstanding <= services.Limits.UnackedMessages / 2)
            {
                services.LogCatchingUp(session.Facts.User, "it lagged");
                StartSync(rewind: false);
            }

            if (!_acksQueued && _acks.Count > 0)
            {
                _acksQueued = queue = true;
            }
        }

        if (queue)
        {
            services.Acks.Enqueue(session);
        }
    }

    /// <summary>Acknowledgements that the user's grain does not know yet; conversations are told of them on the occasion.</summary>
    public SeqMark[] TakeAcks()
    {
        SeqMark[] acks;
        SeqMark[] arrived;
        lock (_gate)
        {
            _acksQueued = false;
            if (_acks.Count == 0)
            {
                return [];
            }

            acks = [.. _acks.Select(static ack => new SeqMark(ack.Key, ack.Value))];
            arrived = ArrivalNotes.Of(acks, _window);
            _acks.Clear();
        }

        ArrivalNotes.Tell(services.Grains, session.Facts.User, arrived);
        return acks;
    }

    /// <summary>Looks after what is not acknowledged. False if the client must be taken for dead.</summary>
    public bool Tick()
    {
        lock (_gate)
        {
            if (_window.Outstanding == 0 || _window.StalledSince is not { } since)
            {
                return true;
            }

            var stalled = services.Time.GetElapsedTime(since).TotalSeconds;
            if (stalled >= DeadAfterSeconds)
            {
                return false;
            }

            if (_resends < ResendAfterSeconds.Length && stalled >= ResendAfterSeconds[_resends])
            {
                _resends++;
                Resend();
            }

            return true;
        }
    }

    public bool IsLive
    {
        get
        {
            lock (_gate)
            {
                return _mode == DeliveryMode.Live;
            }
        }
    }

    /// <summary>Catching up begins anew from the cursors: what was not acknowledged counts as not pushed.</summary>
    public void Rewound()
    {
        lock (_gate)
        {
            _window.Rewind();
        }
    }

    /// <summary>The batch without what this connection was given before: a client that only lagged gets nothing twice.</summary>
    public SyncBatch Unpushed(SyncBatch batch)
    {
        lock (_gate)
        {
            if (Array.TrueForAll(batch.Conversations, IsNew))
            {
                return batch;
            }

            return batch with
            {
                Conversations = [.. batch.Conversations
                    .Select(part => part with { Messages = [.. part.Messages.Where(item => item.Seq > _window.PushedUpTo(part.Summary.Conversation))] })
                    .Where(static part => part.Messages.Length > 0)],
            };
        }

        bool IsNew(SyncConversation part) => part.Messages[0].Seq > _window.PushedUpTo(part.Summary.Conversation);
    }

    /// <summary>Sends a batch of catching up; after the last one the held pushes follow and the session is live.</summary>
    /// <returns>True if catching up must go on although the batch was the last.</returns>
    public bool Give(SyncBatch batch, ServerFrame? frame)
    {
        lock (_gate)
        {
            var now = services.Time.GetTimestamp();
            foreach (var part in batch.Conversations)
            {
                _window.Pushed(part.Summary.Conversation, part.Messages[0].Seq, part.Messages[^1].Seq, now);
                services.Meter.Pushed(part.Messages.Length);
                AckSilently(part.Summary.Conversation, part.Messages);
            }

            var again = !batch.More && (_sync.MustGoOn || _held.MustBeReadAnew);
            session.Rev = batch.Rev;
            if (frame is not null)
            {
                session.Send(again && frame is OfflinePush offline ? offline with { More = true } : frame);
            }

            if (batch.More)
            {
                return true;
            }

            if (again)
            {
                _held.Release();
                return true;
            }

            _mode = DeliveryMode.Live;
            _window.Settle();
            foreach (var (conversation, items) in _held.Release())
            {
                PushNow(conversation, items);
            }

            foreach (var read in _reads.Release())
            {
                session.Send(read);
            }

            foreach (var notice in _notices.Release())
            {
                session.Send(notice);
            }

            return false;
        }
    }

    private void PushNow(string conversation, MessageItem[] items)
    {
        if (_mode == DeliveryMode.Behind)
        {
            return;
        }

        var from = _window.PushedUpTo(conversation);
        var adapted = new List<MessageItem>(items.Length);
        var bytes = 0;
        foreach (ref readonly var item in items.AsSpan())
        {
            if (item.Seq <= from)
            {
                continue;
            }

            var shown = session.Adapt(item);
            if (bytes > 0 && bytes + shown.Json.Length > PushBytes)
            {
                Send(conversation, adapted);
                adapted = [];
                bytes = 0;
            }

            adapted.Add(shown);
            bytes += shown.Json.Length;
        }

        if (adapted.Count > 0)
        {
            Send(conversation, adapted);
        }

        // Messages count for a client that does not acknowledge, bytes for one that does not even read.
        if (_window.Outstanding > services.Limits.UnackedMessages || session.Connection.Out.Pending > services.Limits.PendingBytes)
        {
            _mode = DeliveryMode.Behind;
            services.Meter.Lags();
        }
    }

    private void Send(string conversation, List<MessageItem> adapted)
    {
        if (adapted[0].Seq != _window.HighestOf(conversation) + 1)
        {
            // What lies before it may be new to the user as well, as of a group that it was let into: the next beat asks how far it has come.
            session.TouchedAt = 0;
        }

        _window.Pushed(conversation, adapted[0].Seq, adapted[^1].Seq, services.Time.GetTimestamp());
        session.Rev += adapted.Count;
        session.OwnEvents.Pushed(adapted.Count);
        session.Send(new MessagesPush(adapted));
        services.Meter.Pushed(adapted.Count);
        AckSilently(conversation, adapted);
    }

    private void AckSilently(string conversation, IReadOnlyList<MessageItem> items)
    {
        if (_silent?.Take(conversation, items, _window.AckedUpTo(conversation)) is > 0 and var extended
            && _window.Acked(conversation, extended, services.Time.GetTimestamp()))
        {
            _acks[conversation] = Math.Max(extended, _acks.GetValueOrDefault(conversation));
        }
    }

    private void Resend()
    {
        // A client that does not even read gets nothing twice: its socket is full of the first time.
        if (session.Connection.Out.Pending > 0)
        {
            return;
        }

        services.LogCatchingUp(session.Facts.User, "nothing was acknowledged");
        if (_mode == DeliveryMode.Syncing)
        {
            _sync.Rewind();
        }
        else
        {
            StartSync(rewind: true);
        }
    }

    private void StartSync(bool rewind)
    {
        _mode = DeliveryMode.Syncing;
        _ = _sync.RunAsync(this, login: false, rewind);
    }
}
