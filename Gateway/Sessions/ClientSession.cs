using OrleansIm.Domain;
using OrleansIm.Domain.Messages;
using OrleansIm.Gateway.Calls;
using OrleansIm.Gateway.Connections;
using OrleansIm.Gateway.Messages;
using OrleansIm.Gateway.People;
using OrleansIm.Gateway.Presence;
using OrleansIm.Grains.Interfaces.Users;
using OrleansIm.Protocol.Frames.Client;
using OrleansIm.Protocol.Frames.Server;
using OrleansIm.Protocol.Messages;

namespace OrleansIm.Gateway.Sessions;

/// <summary>One logged-in connection of one device: who it is, what it may cost, and its way to its user.</summary>
internal sealed class ClientSession
{
    /// <summary>What a client over its rate is told to wait at least, milliseconds: the next token alone would soon be gone again.</summary>
    private const int ShortestPause = 250;

    /// <summary>Bytes that may wait for a client that is told something of which only the newest counts.</summary>
    private const int MostWaiting = 64 * 1024;

    private readonly SessionServices _services;
    private readonly Lock _gate = new();
    private TokenBucket _frames;
    private int _refused;
    private int _inFlight;
    private int _settling;
    private SemaphoreSlim? _forwards;
    private PresenceView? _presence;
    private TaskCompletionSource? _room;
    private TaskCompletionSource? _idle;

    public ClientSession(ClientConnection connection, SessionFacts facts, IUserGrain user, SessionServices services)
    {
        _services = services;
        Connection = connection;
        Facts = facts;
        User = user;
        _frames = new TokenBucket(services.Limits.FramesPerSecond, services.Limits.FrameBurst);
        Deliveries = new Deliveries(this, services);
        Sends = new SendLanes(this, services);
        Requests = facts.Version == 1
            ? new SessionRequests(facts.User, services.Requests, services.Limits.RequestsTold, Send, TrySend, connection.Out.DrainedAsync)
            : null;
        Seed = facts.Version == 1 ? new SeedEyes(facts.Language) : null;
        Calls = new SessionCalls(
            facts, services.Grains, services.Calls, services.Time, connection.Send, failure => services.LogCallNotSeen(facts.User, failure));
    }

    public ClientConnection Connection { get; }

    public SessionFacts Facts { get; }

    public IUserGrain User { get; }

    public Deliveries Deliveries { get; }

    public SendLanes Sends { get; }

    public SessionCalls Calls { get; }

    /// <summary>Who waits for an answer of the user; null for sessions that can ask for it themselves.</summary>
    public SessionRequests? Requests { get; }

    public OwnWrites Writes { get; } = new();

    /// <summary>Where this session's user has been said to be writing lately.</summary>
    public TypingGate Typing { get; } = new();

    /// <summary>Whom this session watches.</summary>
    public PresenceView Presence => LazyInitializer.EnsureInitialized(ref _presence, () => new PresenceView(Facts.User, TrySend));

    /// <summary>The same; null if it never watched anybody.</summary>
    public PresenceView? KnownPresence => Volatile.Read(ref _presence);

    /// <summary>The forwards of this session take turns.</summary>
    public SemaphoreSlim Forwards => LazyInitializer.EnsureInitialized(ref _forwards, static () => new SemaphoreSlim(1, 1));

    /// <summary>The user's event counter as last heard.</summary>
    public long Rev { get; set; }

    /// <summary>What the event counter must come to for this session's own entries.</summary>
    public OwnEvents OwnEvents { get; } = new();

    /// <summary>When the user's grain was last asked about this session (a timestamp).</summary>
    public long TouchedAt { get; set; }

    /// <summary>Conversations this session hears of through the gateway's watch. Guarded by the watch's own lock.</summary>
    public HashSet<string>? Watched { get; set; }

    public void Send(ServerFrame frame) => Connection.Send(frame);

    /// <summary>Sends a frame unless the client is slow to read what it was sent already.</summary>
    public bool TrySend(ServerFrame frame)
    {
        if (Connection.Out.Pending >= MostWaiting)
        {
            return false;
        }

        Send(frame);
        return true;
    }

    /// <summary>Takes a frame. Completes when the next may be read.</summary>
    public ValueTask TakeAsync(ClientFrame frame)
    {
        // Counted before the look, so that whoever has it settle misses none.
        Begin();
        var taken = false;
        try
        {
            taken = Volatile.Read(ref _settling) == 0 && Handle(frame);
        }
        finally
        {
            Done();
        }

        return taken ? RoomAsync() : ValueTask.CompletedTask;
    }

    /// <summary>
    /// Takes no more requests, and completes when those under way have been answered, or after <paramref name="patience"/>. Its
    /// connection is to be closed then: what came meanwhile is not answered, and its client says it again on the next.
    /// </summary>
    public async Task SettleAsync(TimeSpan patience)
    {
        Interlocked.Exchange(ref _settling, 1);
        Task idle;
        lock (_gate)
        {
            if (Volatile.Read(ref _inFlight) == 0)
            {
                return;
            }

            _idle ??= new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            idle = _idle.Task;
        }

        try
        {
            await idle.WaitAsync(patience, _services.Time);
        }
        catch (TimeoutException)
        {
            // What takes so long is said again elsewhere.
        }
    }

    public void Refuse(string? re, ErrorCode code, string message, int retryAfter = 0)
    {
        _services.Meter.Refused(code);
        Send(new ErrorFrame(re, code, message, retryAfter));
    }

    /// <summary>A request is under way; each Begin has one <see cref="Done"/>.</summary>
    public void Begin() => Interlocked.Increment(ref _inFlight);

    public void Done()
    {
        var left = Interlocked.Decrement(ref _inFlight);
        TaskCompletionSource? room, idle;
        lock (_gate)
        {
            (room, idle) = (_room, left == 0 ? _idle : null);
            _room = null;
        }

        room?.TrySetResult();
        idle?.TrySetResult();
    }

    /// <summary>Of a session of version 1.</summary>
    public SeedEyes? Seed { get; }

    /// <summary>The message as this session can show it.</summary>
    public MessageItem Adapt(in MessageItem item) => Seed?.Adapt(AdaptNatively(item)) ?? AdaptNatively(item);

    private MessageItem AdaptNatively(in MessageItem item) =>
        item.Kind != ContentKind.None && (Facts.Shows & ContentKinds.Bit(item.Kind)) == 0 ? MessageJson.Downgrade(item, Facts.Language)
        : item.Kind == ContentKind.Tip ? Tips.InLanguage(item, Facts.Language)
        : item;

    /// <summary>
    /// Opens this session at its user, tried again within a bound. On return it also hears of the user's large conversations.
    /// </summary>
    public ValueTask<SessionOpened> OpenAsync(bool resume)
    {
        var request = new OpenSession(
            _services.Node.Address, Connection.Number, Facts.Session, Facts.Device, Facts.Class, Facts.Background, resume, Facts.Since, Facts.Delivered, TellMuted: Seed is not null);
        return _services.Calls.ExecuteAsync(
            static async (call, _) =>
            {
                var opened = await call.session.User.OpenAsync(call.request);
                BusyException.ThrowIf(opened.Code);
                await call.session._services.Large.JoinAsync(call.session, opened.Large, opened.Joined);
                call.session.Calls.Expect(opened.Call);
                call.session.TakeMuted(opened);
                return opened;
            },
            (session: this, request));
    }

    private void TakeMuted(SessionOpened opened)
    {
        for (var i = 0; i < (opened.Muted?.Length ?? 0); i++)
        {
            Seed?.Set(opened.Muted![i], opened.MutedAs![i]);
        }
    }

    /// <summary>The connection has ended.</summary>
    public Task EndAsync() => _services.Endings.EndAsync(this);

    /// <summary>False if it was refused at the door.</summary>
    private bool Handle(ClientFrame frame)
    {
        var now = _services.Time.GetTimestamp();
        if (frame is BrokenFrame broken)
        {
            Connection.Close(new CloseFrame(broken.Code, broken.Message, Retry: false));
            return false;
        }

        if (!_frames.TryTake(now, _services.Time.TimestampFrequency))
        {
            Throttle(frame);
            return false;
        }

        _refused = 0;
        if (frame is RefusedFrame refused)
        {
            Refuse(refused.Id, refused.Code, refused.Message);
        }
        else
        {
            Answer(frame, _services.Router.RouteAsync(this, frame));
        }

        return true;
    }

    private void Throttle(ClientFrame frame)
    {
        if (++_refused > _services.Limits.RefusedFrames)
        {
            Connection.Close(new CloseFrame(
                CloseCode.RateLimited, "Too many frames.", Retry: true, RetryAfter: Random.Shared.Next(1000, 5000)));
            return;
        }

        Refuse(
            frame.Id, ErrorCode.RateLimited, "Too many frames. Please slow down.", Math.Max(ShortestPause, _frames.WaitMilliseconds));
    }

    private void Answer(ClientFrame frame, ValueTask<ServerFrame?> answering)
    {
        if (answering.IsCompletedSuccessfully)
        {
            Give(answering.Result);
        }
        else
        {
            Begin();
            _ = AnswerLaterAsync(frame, answering);
        }
    }

    private void Give(ServerFrame? answer)
    {
        if (answer is ErrorFrame error)
        {
            _services.Meter.Refused(error.Code);
        }

        if (answer is not null)
        {
            Send(answer);
        }
    }

    private async Task AnswerLaterAsync(ClientFrame frame, ValueTask<ServerFrame?> answering)
    {
        try
        {
            Give(await answering);
        }
        catch (Exception failure)
        {
            _services.LogRequestFailed(Facts.User, frame.GetType().Name, failure);
            Refuse(frame.Id, ErrorCode.Busy, "The server could not do this now. Please try again.", retryAfter: 1000);
        }
        finally
        {
            Done();
        }
    }

    /// <summary>Holds a client back that has too much under way or doesn't read its answers.</summary>
    private ValueTask RoomAsync()
    {
        if (Volatile.Read(ref _inFlight) < _services.Limits.RequestsInFlight && Connection.Out.Pending < _services.Limits.PendingBytes)
        {
            return ValueTask.CompletedTask;
        }

        return new ValueTask(WaitForRoomAsync());
    }

    private async Task WaitForRoomAsync()
    {
        while (!Connection.IsClosed)
        {
            if (Connection.Out.Pending >= _services.Limits.PendingBytes)
            {
                await Connection.Out.DrainedAsync();
                continue;
            }

            Task room;
            lock (_gate)
            {
                if (Volatile.Read(ref _inFlight) < _services.Limits.RequestsInFlight)
                {
                    return;
                }

                _room ??= new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
                room = _room.Task;
            }

            await room;
        }
    }
}
