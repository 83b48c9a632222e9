using System.Diagnostics;
using System.Globalization;
using System.Net.Sockets;
using OrleansIm.Support.Checking;
using OrleansIm.Support.Checking.Gaps;
using OrleansIm.Support.Faults;
using OrleansIm.Support.Servers;
using OrleansIm.Support.Wire;

namespace OrleansIm.Support.Campaigns;

/// <summary>
/// Many users talk at once while something is broken again and again; when all is quiet, every history is read over the wire
/// from a device that never was there, and compared with what the senders were told.
/// </summary>
public sealed class Campaign(IEntrance entrance, CampaignPlan plan)
{
    private readonly Recorder _recorder = new(plan.Pause is null ? plan.Messages : int.MaxValue);
    private readonly WordPool _words = new();
    private readonly List<Actor> _speakers = [];
    private readonly List<Actor> _listeners = [];
    private readonly List<string> _problems = [];
    private readonly Stopwatch _watch = new();
    private int _strikes;

    /// <summary>How far it is, in a few words, at any time.</summary>
    public string Progress => string.Create(
        CultureInfo.InvariantCulture, $"{_recorder.Acked} messages acknowledged, {Volatile.Read(ref _strikes)} of {plan.Faults} faults over, {_recorder.Delayed} sends put off");

    /// <summary>How many sends were put off so far.</summary>
    public int Delayed => _recorder.Delayed;

    public async Task<CampaignReport> RunAsync(INemesis nemesis)
    {
        _watch.Restart();
        using var limit = new CancellationTokenSource(plan.Limit);
        IReadOnlyList<Finding> findings = [];
        try
        {
            await PrepareAsync(limit.Token);
            await LoadAsync(nemesis, limit.Token);
            var duration = _watch.Elapsed;
            await ConvergeAsync(limit.Token);
            await new FinalReading(entrance, _recorder.Evidence, _words).ReadAsync(Everyone.DistinctBy(actor => actor.User), limit.Token);
            _recorder.Evidence.Streams.AddRange(Everyone.SelectMany(actor => actor.Log.Streams));
            _problems.AddRange(Everyone.SelectMany(actor => actor.Surprises));
            findings = Checker.Check(_recorder.Evidence);
            return Report(nemesis, findings, duration);
        }
        catch (OperationCanceledException) when (limit.IsCancellationRequested)
        {
            _problems.Add($"not done within {plan.Limit}");
            return Report(nemesis, findings, _watch.Elapsed);
        }
        catch (Exception e) when (e is WaitException or InvalidOperationException or TimeoutException or IOException or SocketException or HttpRequestException)
        {
            _problems.Add(e.Message);
            return Report(nemesis, findings, _watch.Elapsed);
        }
    }

    private IEnumerable<Actor> Everyone => _speakers.Concat(_listeners);

    private async Task PrepareAsync(CancellationToken cancellation)
    {
        var random = new Random(plan.Seed);
        var run = Guid.NewGuid().ToString("N")[..6];
        var users = Enumerable.Range(0, plan.Users).Select(number => $"u{number}-{run}").ToArray();
        var seats = users.ToDictionary(user => user, _ => new List<Seat>(), StringComparer.Ordinal);
        for (var i = 0; i < users.Length; i += 2)
        {
            Pair(users[i], users[(i + 1) % users.Length], seats);
        }

        // A device must have been seen before there is anything to miss: a new one gets only the end of each conversation.
        foreach (var (user, device) in users.SelectMany((user, number) => Devices(number).Select(device => (user, device))))
        {
            await using var client = await WireClient.LoginAsync(entrance.Server, user, device, "bot");
            await client.DrainedAsync();
        }

        for (var i = 0; i < plan.Groups; i++)
        {
            cancellation.ThrowIfCancellationRequested();
            var members = random.GetItems(users, users.Length).Distinct().Take(plan.GroupSize).ToArray();
            await using var founder = await WireClient.LoginAsync(entrance.Server, members[0], "founder", "desktop");
            var group = await founder.CreateGroupAsync($"group {i}", members[1..]);
            foreach (var member in members)
            {
                seats[member].Add(new Seat($"g:{group}", $$"""{"group":"{{group}}"}"""));
            }
        }

        for (var i = 0; i < users.Length; i++)
        {
            var devices = Devices(i).ToArray();
            var isQuiet = i % plan.QuietEvery == plan.QuietEvery - 1;
            for (var d = 0; d < devices.Length; d++)
            {
                var readShare = isQuiet ? plan.ReadShare / 50 : plan.ReadShare;
                var seed = (plan.Seed * 7919) + (i * 31) + d;
                var actor = new Actor(entrance, _recorder, _words, plan, users[i], devices[d], seats[users[i]], readShare, seed);
                (d == 0 && !isQuiet ? _speakers : _listeners).Add(actor);
            }
        }
    }

    /// <summary>
    /// Everybody logs in and takes what is owed, again and again until nobody lacks anything, or for as long as that may take
    /// after everything is healed: who still lacks something then, the checker names.
    /// </summary>
    private async Task ConvergeAsync(CancellationToken cancellation)
    {
        var begun = _watch.Elapsed;
        do
        {
            await Task.WhenAll(Everyone.Select(actor => actor.DrainAsync(cancellation)));
        }
        while (!IsConverged() && _watch.Elapsed - begun < plan.Convergence);
    }

    /// <summary>True if every device has the last entry that anybody knows of, in each of its conversations.</summary>
    private bool IsConverged() => Everyone.SelectMany(static actor => actor.Log.Streams)
        .GroupBy(static stream => stream.Conversation, StringComparer.Ordinal)
        .All(static streams => streams.Select(static stream => stream.Head).Distinct().Count() == 1);

    private static void Pair(string one, string other, Dictionary<string, List<Seat>> seats)
    {
        var (first, second) = string.CompareOrdinal(one, other) <= 0 ? (one, other) : (other, one);
        var conversation = $"d:{first}:{second}";
        seats[one].Add(new Seat(conversation, $$"""{"user":"{{other}}"}"""));
        if (one != other)
        {
            seats[other].Add(new Seat(conversation, $$"""{"user":"{{one}}"}"""));
        }
    }

    private IEnumerable<string> Devices(int userNumber) =>
        userNumber % plan.ListenerEvery == 0 ? ["speaks", "listens"] : ["speaks"];

    private async Task LoadAsync(INemesis nemesis, CancellationToken cancellation)
    {
        using var finish = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        var listening = _listeners.Select(actor => actor.ListenAsync(finish.Token)).ToArray();
        var speaking = Task.WhenAll(_speakers.Select(actor => actor.SendAllAsync(finish.Token)));
        try
        {
            for (var i = 1; i <= plan.Faults && !(_watch.Elapsed > plan.Longest) && await WaitAsync(i, speaking, cancellation); i++)
            {
                await nemesis.StrikeAsync(cancellation);
                _strikes++;
            }

            if (await WaitAsync(plan.Faults + 1, speaking, cancellation))
            {
                _recorder.Enough();
            }

            await speaking;
        }
        finally
        {
            await finish.CancelAsync();
        }

        await Task.WhenAll(listening);
    }

    /// <summary>Waits until a fault is due; false if there is nobody left to suffer from it.</summary>
    private async Task<bool> WaitAsync(int fault, Task speaking, CancellationToken cancellation)
    {
        var due = plan.Pause is { } pause
            ? Task.Delay(pause, cancellation)
            : _recorder.ReachedAsync((int)((long)plan.Messages * fault / (plan.Faults + 1))).WaitAsync(cancellation);
        return await Task.WhenAny(due, speaking) != speaking;
    }

    private CampaignReport Report(INemesis nemesis, IReadOnlyList<Finding> findings, TimeSpan duration) => new()
    {
        Plan = plan,
        Fault = nemesis.Name,
        Strikes = _strikes,
        Acked = _recorder.Acked,
        Retried = _recorder.Retried,
        Delayed = _recorder.Delayed,
        Late = _recorder.Late,
        Duration = duration,
        LongestSilence = _recorder.LongestSilence,
        Gaps = nemesis is FaultSchedule schedule
            ? new GapFinder(_recorder.Evidence.Sends, _recorder.Absences, plan.Pause ?? TimeSpan.Zero).After(schedule.Strikes)
            : [],
        Sends = _recorder.Evidence.Sends,
        Findings = findings,
        Problems = _problems,
    };
}
