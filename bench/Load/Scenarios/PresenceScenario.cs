using System.Text.Json.Nodes;
using OrleansIm.Load.Measure;
using OrleansIm.Load.Sockets;
using OrleansIm.Load.Traffic;

namespace OrleansIm.Load.Scenarios;

/// <summary>
/// One user whom all members of a group watch, and who puts its app away and takes it out again all the time: what that costs the
/// server, and how many pushes come of it. In the end all must see it as it is.
/// </summary>
internal sealed class PresenceScenario : IScenario
{
    public async Task<JsonObject> RunAsync(LoadRun run)
    {
        var options = run.Options;
        Session[] sessions = [.. Enumerable.Range(0, options.Users).Select(i => run.NewSession(run.UserName("p", i), new BacklogReader(run)))];
        if (!await run.LoginAllAsync(sessions, options.Concurrency))
        {
            return Failed("login");
        }

        run.KeepAlive(sessions);
        if (await LoadGroup.MakeAsync(run, sessions[0], [.. sessions.Select(session => session.User)]) is null)
        {
            return Failed("group");
        }

        var star = sessions[0];
        var watching = CpuSpan.Start(run.Server);
        var online = 0;
        await run.ForEachAsync(sessions.Length - 1, options.Concurrency, async i =>
        {
            var answer = await sessions[i + 1].AskAsync("watch", $$"""{"type":"presence.subscribe","id":"watch","users":["{{star.User}}"]}""");
            online += answer.IsReceipt && answer.Json.Contains("\"online\":true", StringComparison.Ordinal) ? 1 : 0;
        });
        watching.Stop();
        run.Say($"{online} of {sessions.Length - 1} watchers see the user");
        var before = run.PresencePushes;
        var cpu = CpuSpan.Start(run.Server);
        var turns = await FlapAsync(run, star);
        cpu.Stop();
        var pushes = run.PresencePushes - before;
        var settled = await LeaveAsync(run, star, sessions.Length - 1);
        return new JsonObject
        {
            ["users"] = options.Users,
            ["watchCpu"] = watching.ToJson(online, online),
            ["turns"] = turns,
            ["pushes"] = pushes,
            ["pushesPerWatcher"] = Math.Round(pushes / (double)Math.Max(1, online), 2),
            ["cpu"] = cpu.ToJson(Math.Max(1, turns), Math.Max(1, pushes)),
            ["exact"] = online == sessions.Length - 1 && turns > 0 && settled,
        };
    }

    private static JsonObject Failed(string what) => new() { ["exact"] = false, ["failed"] = what };

    /// <summary>Away and back, twice the rate a second; the user is there when it ends.</summary>
    private static async Task<int> FlapAsync(LoadRun run, Session star)
    {
        var end = EventLoop.Now + EventLoop.Ticks(run.Options.Seconds);
        var pause = 0.5 / Math.Max(0.05, run.Options.Rate);
        var turns = 0;
        while (EventLoop.Now < end)
        {
            foreach (var background in (string[])["true", "false"])
            {
                await star.AskAsync($"b{turns}{background}", $$"""{"type":"state","id":"b{{turns}}{{background}}","background":{{background}}}""");
                await run.Loop.Delay(pause);
            }

            turns++;
        }

        return turns;
    }

    /// <summary>The user goes; every watcher must be told within the drain.</summary>
    private static async Task<bool> LeaveAsync(LoadRun run, Session star, int watchers)
    {
        await run.Loop.Delay(run.Options.Warmup);
        var gone = run.GonePushes;
        await star.LogoutAsync();
        return await run.Loop.Until(() => run.GonePushes - gone >= watchers, run.Options.Drain);
    }
}
