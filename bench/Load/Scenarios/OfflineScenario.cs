using System.Text;
using System.Text.Json.Nodes;
using OrleansIm.Load.Frames;
using OrleansIm.Load.Measure;
using OrleansIm.Load.Sockets;
using OrleansIm.Load.Traffic;

namespace OrleansIm.Load.Scenarios;

/// <summary>Messages are stored for absent users, who then all come back at once.</summary>
internal sealed class OfflineScenario : IScenario
{
    private readonly Latency _receipts = new();
    private readonly Latency _drains = new();

    public async Task<JsonObject> RunAsync(LoadRun run)
    {
        var options = run.Options;
        string[] users = [.. Enumerable.Range(0, options.Users).Select(i => run.UserName("u", i))];
        string[] senders = [.. Enumerable.Range(0, options.Senders).Select(i => run.UserName("s", i))];
        var perSender = options.Messages / options.Senders;
        if (!await MeetAsync(run, users))
        {
            return new JsonObject { ["exact"] = false, ["failed"] = "first login" };
        }

        var depositors = Depositors(run, senders, users, perSender);
        if (!await run.LoginAllAsync([.. depositors.Select(d => d.Session!)], options.Concurrency))
        {
            return new JsonObject { ["exact"] = false, ["failed"] = "senders' login" };
        }

        var json = await StoreAsync(run, depositors);
        if (!depositors.All(d => d.IsDone))
        {
            json["exact"] = false;
            json["failed"] = "store";
            return json;
        }

        await run.ForEachAsync(depositors.Length, depositors.Length, i => depositors[i].Session!.LogoutAsync());
        await run.Loop.Delay(1);
        var expected = (long)perSender * options.Senders;
        Returner[] returners = [.. users.Select(user => new Returner(
            run, [.. senders.Select(s => Encoding.UTF8.GetBytes(DirectConversation.Of(s, user)))]))];
        await DrainAsync(run, users, returners, expected, json);
        long acked = depositors.Sum(d => d.Acked);
        json["exact"] = acked == expected * users.Length
            && returners.All(r => r is { Duplicates: 0, OutOfOrder: 0, Holes: 0 } && r.Received == expected);
        return json;
    }

    /// <summary>Every user logs in once, so that its device is known.</summary>
    private static async Task<bool> MeetAsync(LoadRun run, string[] users)
    {
        Session[] sessions = [.. users.Select(user => run.NewSession(user))];
        var complete = await run.LoginAllAsync(sessions, run.Options.Concurrency);
        await run.ForEachAsync(sessions.Length, run.Options.Concurrency, i => sessions[i].LogoutAsync());
        await run.Loop.Delay(1);
        return complete;
    }

    private Depositor[] Depositors(LoadRun run, string[] senders, string[] users, int perSender)
    {
        SendTemplate[] targets =
            [.. users.Select(user => new SendTemplate(DirectConversation.To(user), run.Options.Bytes))];
        return [.. senders.Select((sender, i) =>
        {
            var depositor = new Depositor(run, i, targets, perSender * users.Length, _receipts);
            depositor.Session = run.NewSession(sender, depositor);
            return depositor;
        })];
    }

    private async Task<JsonObject> StoreAsync(LoadRun run, Depositor[] depositors)
    {
        var cpu = CpuSpan.Start(run.Server);
        var start = EventLoop.Now;
        foreach (var depositor in depositors)
        {
            depositor.Start();
        }

        var limit = run.Options.Seconds;
        if (!await run.Loop.Until(() => depositors.All(d => d.IsDone), limit))
        {
            run.Say($"not all stored after {limit} s");
        }

        cpu.Stop();
        var seconds = (EventLoop.Now - start) / 1e9;
        long acked = depositors.Sum(d => d.Acked);
        run.Say($"{acked} stored in {seconds:F1} s");
        return new JsonObject
        {
            ["users"] = run.Options.Users,
            ["senders"] = run.Options.Senders,
            ["stored"] = acked,
            ["sent"] = depositors.Sum(d => d.Sent),
            ["refused"] = depositors.Sum(d => d.Refused),
            ["storePerSecond"] = Math.Round(acked / seconds, 1),
            ["storeReceiptMs"] = _receipts.ToJson(),
            ["storeCpu"] = cpu.ToJson(acked, acked),
        };
    }

    private async Task DrainAsync(LoadRun run, string[] users, Returner[] returners, long expected, JsonObject json)
    {
        Session[] sessions = [.. users.Select((user, i) => run.NewSession(user, returners[i]))];
        run.KeepAlive(sessions);
        var cpu = CpuSpan.Start(run.Server);
        var start = EventLoop.Now;
        var logins = run.LoginAllAsync(sessions, sessions.Length);
        var complete = await run.Loop.Until(
            () => returners.All(r => r.Received >= expected) && sessions.All(s => s.IsReady), run.Options.Seconds);
        cpu.Stop();
        await logins;
        var last = returners.Max(r => r.LastAt);
        foreach (var (returner, session) in returners.Zip(sessions).Where(p => p.First.LastAt > 0))
        {
            _drains.Record(returner.LastAt - session.StartedAt);
        }

        if (!complete)
        {
            run.Say("not all drained");
        }

        // Copies would come now: the first redelivery is due five seconds after a push.
        await run.Loop.Delay(6);
        var received = returners.Sum(r => r.Received);
        json["drained"] = received;
        json["drainedFromBacklog"] = returners.Sum(r => r.FromBacklog);
        json["expected"] = expected * users.Length;
        json["drainSeconds"] = Math.Round((last - start) / 1e9, 3);
        json["drainPerSecond"] = received == 0 ? 0 : Math.Round(received / ((last - start) / 1e9), 1);
        json["drainPerUserMs"] = _drains.ToJson();
        json["drainCpu"] = cpu.ToJson(received, received);
        json["offlineFrames"] = run.OfflineFrames;
        json["duplicates"] = returners.Sum(r => r.Duplicates);
        json["outOfOrder"] = returners.Sum(r => r.OutOfOrder);
        json["holes"] = returners.Sum(r => r.Holes);
    }
}
