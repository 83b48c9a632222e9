using System.Text.Json.Nodes;
using OrleansIm.Load.Measure;
using OrleansIm.Load.Sockets;
using OrleansIm.Load.Traffic;

namespace OrleansIm.Load.Scenarios;

/// <summary>Many connections log in and then only beat.</summary>
internal sealed class IdleScenario : IScenario
{
    private const int WarmSessions = 200;
    private const double Settle = 5;

    public async Task<JsonObject> RunAsync(LoadRun run)
    {
        var options = run.Options;
        await WarmAsync(run);
        var start = EventLoop.Now;
        var login = CpuSpan.Start(run.Server);
        Session[] sessions = [.. Enumerable.Range(0, options.Users).Select(i => run.NewSession(run.UserName("i", i)))];
        var complete = await run.LoginAllAsync(sessions, options.Concurrency);
        login.Stop();
        var seconds = (EventLoop.Now - start) / 1e9;
        var latency = new Latency();
        foreach (var session in sessions.Where(s => s.IsReady))
        {
            latency.Record(session.ReadyAt - session.StartedAt);
        }

        run.KeepAlive(sessions, quiet: 1);
        await run.Loop.Delay(Settle);
        var beatsBefore = run.BeatsAnswered;
        var rest = CpuSpan.Start(run.Server);
        await run.Loop.Delay(options.Seconds);
        rest.Stop();
        var beats = run.BeatsAnswered - beatsBefore;
        await run.Loop.Delay(0.5);
        var open = sessions.Count(s => s.IsReady);
        var json = new JsonObject
        {
            ["connections"] = open,
            ["loginsPerSecond"] = Math.Round(open / seconds, 1),
            ["concurrency"] = options.Concurrency,
            ["loginMs"] = latency.ToJson(),
            ["loginCpu"] = login.ToJson(open, open),
            ["restSeconds"] = Math.Round(rest.Seconds, 1),
            ["restCpu"] = rest.ToJson(beats, beats),
            ["beatsSent"] = run.BeatsSent,
            ["beatsAnswered"] = run.BeatsAnswered,
            ["beatMs"] = run.Beats.ToJson(),
        };
        if (run.Server.HasServer && open > 0)
        {
            json["rssBeforeMiB"] = Math.Round(login.RssBeforeKiB / 1024, 1);
            json["rssAfterLoginMiB"] = Math.Round(rest.RssBeforeKiB / 1024, 1);
            json["rssAtEndMiB"] = Math.Round(rest.RssKiB / 1024, 1);
            json["kibPerConnectionAfterLogin"] = Math.Round((rest.RssBeforeKiB - login.RssBeforeKiB) / open, 2);
            json["kibPerConnectionAtEnd"] = Math.Round((rest.RssKiB - login.RssBeforeKiB) / open, 2);
        }

        json["exact"] = complete && open == options.Users && run.BeatsSent == run.BeatsAnswered;
        return json;
    }

    /// <summary>Code is compiled and pools are filled before memory is read for the first time.</summary>
    private static async Task WarmAsync(LoadRun run)
    {
        Session[] sessions = [.. Enumerable.Range(0, WarmSessions).Select(i => run.NewSession(run.UserName("w", i)))];
        await run.LoginAllAsync(sessions, 20);
        await run.ForEachAsync(sessions.Length, 20, i => sessions[i].LogoutAsync());
        await run.Loop.Delay(2);
    }
}
