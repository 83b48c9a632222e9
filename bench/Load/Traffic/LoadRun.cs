using OrleansIm.Load.Frames;
using OrleansIm.Load.Measure;
using OrleansIm.Load.Sockets;

namespace OrleansIm.Load.Traffic;

/// <summary>What every scenario shares: the loop, the options and the counts that every session adds to.</summary>
internal sealed class LoadRun(EventLoop loop, LoadOptions options, TextWriter progress, TimeProvider time)
{
    private const int MaxNotes = 20;
    private readonly Endpoint _endpoint = options.Endpoint();
    private int _notes;

    public EventLoop Loop { get; } = loop;

    public LoadOptions Options { get; } = options;

    public TokenSigner Tokens { get; } = new(options.Key, time);

    public ServerMeter Server { get; } = new(options.ServerPids);

    public Tally Errors { get; } = new();

    /// <summary>Connections that ended without this side wanting it.</summary>
    public Tally Closes { get; } = new();

    public Latency Beats { get; } = new();

    public long BeatsSent { get; set; }

    public long BeatsAnswered { get; set; }

    public long OfflineFrames { get; set; }

    public long PresencePushes { get; set; }

    /// <summary>Those of them that say that somebody is not there any more.</summary>
    public long GonePushes { get; set; }

    public string UserName(string role, int index) => $"{Options.Run}-{role}{index}";

    public Session NewSession(string user, ISessionEvents? events = null) => new(Loop, _endpoint, this, user, events);

    /// <summary>Progress for people.</summary>
    public void Say(string text) => progress.WriteLine($"{time.GetLocalNow():HH:mm:ss} {Options.Scenario}: {text}");

    /// <summary>Something unexpected; the first few are shown.</summary>
    public void Note(string text)
    {
        if (_notes++ < MaxNotes)
        {
            Say(text);
        }
    }

    /// <summary>Runs <paramref name="one"/> for every index, a bounded number at a time.</summary>
    public async Task ForEachAsync(int count, int concurrency, Func<int, Task> one)
    {
        var next = 0;
        await Task.WhenAll(Enumerable.Range(0, Math.Min(concurrency, count)).Select(_ => Lane()));

        async Task Lane()
        {
            while (next < count)
            {
                await one(next++);
            }
        }
    }

    /// <summary>Logs all in; false if any of them failed.</summary>
    public async Task<bool> LoginAllAsync(IReadOnlyList<Session> sessions, int concurrency)
    {
        var failed = 0;
        var start = EventLoop.Now;
        var all = ForEachAsync(sessions.Count, concurrency, async i =>
        {
            if (!await sessions[i].LoginAsync())
            {
                failed++;
            }
        });
        var limit = 30 + (sessions.Count / 50.0);
        if (!await Loop.Until(() => all.IsCompleted, limit))
        {
            Errors.Add("login_timeout_of_generator");
            Say($"logins stand still: {sessions.Count(s => s.IsReady)} of {sessions.Count} after {limit} s");
            return false;
        }

        await all;
        Say($"{sessions.Count - failed} logged in in {(EventLoop.Now - start) / 1e9:F2} s");
        return failed == 0;
    }

    /// <summary>Beats for all sessions, spread evenly over the interval; not for who wrote within the last <paramref name="quiet"/> seconds.</summary>
    public void KeepAlive(IReadOnlyList<Session> sessions, double interval = 30, double quiet = 15)
    {
        const double Tick = 0.05;
        var position = 0.0;
        Beat();

        void Beat()
        {
            var now = EventLoop.Now;
            var upTo = position + (sessions.Count * Tick / interval);
            for (var i = (int)position; i < (int)upTo; i++)
            {
                sessions[i % sessions.Count].Beat(now, EventLoop.Ticks(quiet));
            }

            position = upTo >= sessions.Count ? upTo - sessions.Count : upTo;
            Loop.At(now + EventLoop.Ticks(Tick), Beat);
        }
    }
}
