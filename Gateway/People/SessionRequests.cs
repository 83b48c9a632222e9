using OrleansIm.Domain.People;
using OrleansIm.Protocol.Frames.Server;
using OrleansIm.Protocol.Frames.Server.Groups;
using OrleansIm.Protocol.Frames.Server.People;

namespace OrleansIm.Gateway.People;

/// <summary>
/// Who waits for an answer of the user, as a session of version 1 is told: each as soon as it asks, and at login all who asked before. The
/// look-up runs beside everything else, which never waits for it; who is both pushed and found is told once.
/// </summary>
/// <param name="user">The session's user.</param>
/// <param name="lookup">Finds who asked before.</param>
/// <param name="most">So many are told at a login.</param>
/// <param name="send">Sends to the client.</param>
/// <param name="trySend">The same, unless the client is slow to read what it was sent already.</param>
/// <param name="drained">Waits until it has.</param>
internal sealed class SessionRequests(
    string user, RequestLookup lookup, int most, Action<ServerFrame> send, Func<ServerFrame, bool> trySend, Func<Task> drained)
{
    /// <summary>Requests that came before the client had its login receipt; of more, the look-up knows.</summary>
    private const int MostEarly = 64;

    private readonly Lock _gate = new();
    private readonly CancellationTokenSource _ending = new();

    /// <summary>What the look-up has told, and what was told while it ran. Bounded: when it is full, the look-up is over.</summary>
    private readonly HashSet<(string Group, string User, long Time, string? Text)> _told = [];
    private List<ServerFrame>? _early = [];
    private bool _isLooking = true;

    /// <summary>Completes when the look-up is over.</summary>
    public Task Looking { get; private set; } = Task.CompletedTask;

    /// <summary>The client has its login receipt. Called once.</summary>
    public void Begin()
    {
        lock (_gate)
        {
            var early = _early!;
            _early = null;
            early.ForEach(Tell);
        }

        Looking = LookAsync();
    }

    /// <summary>The connection has ended.</summary>
    public void End() => _ending.Cancel();

    /// <summary>Somebody asks. What else becomes of contacts this version has no words for.</summary>
    public void Take(ServerFrame request)
    {
        if (request is ContactPush and not { Event: ContactEvent.Request, Line.Side.State: ContactState.Incoming })
        {
            return;
        }

        lock (_gate)
        {
            if (_early is null)
            {
                Tell(request);
            }
            else if (_early.Count < MostEarly)
            {
                _early.Add(request);
            }
        }
    }

    /// <summary>All that the app would show of it: who has changed its words has asked anew.</summary>
    private static (string Group, string User, long Time, string? Text) KeyOf(ServerFrame request) => request switch
    {
        ContactPush { Line: var line } => (string.Empty, line.User, line.Side.Time, line.Side.Greeting),
        GroupRequestPush { Group: var group, Request: var one } => (group, one.User, one.Time, one.Text),
        _ => throw new ArgumentOutOfRangeException(nameof(request), request.GetType().Name, "No request."),
    };

    private void Tell(ServerFrame request)
    {
        var key = KeyOf(request);
        if (_told.Contains(key))
        {
            return;
        }

        if (_isLooking && _told.Count < most)
        {
            _told.Add(key);
        }

        send(request);
    }

    private async Task LookAsync()
    {
        await Task.Yield();
        await lookup.RunAsync(user, FoundAsync, _ending.Token);
        lock (_gate)
        {
            _isLooking = false;
        }
    }

    /// <summary>A client that is slow to read what it was sent is not given more: nothing of this is urgent.</summary>
    private async ValueTask<bool> FoundAsync(ServerFrame request)
    {
        var key = KeyOf(request);
        while (true)
        {
            lock (_gate)
            {
                if (_told.Contains(key))
                {
                    return true;
                }

                if (_told.Count >= most)
                {
                    return false;
                }

                if (trySend(request))
                {
                    _told.Add(key);
                    return true;
                }
            }

            await drained().WaitAsync(_ending.Token);
        }
    }
}
