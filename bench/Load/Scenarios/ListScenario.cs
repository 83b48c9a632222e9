using System.Text;
using System.Text.Json.Nodes;
using OrleansIm.Load.Frames;
using OrleansIm.Load.Measure;
using OrleansIm.Load.Sockets;
using OrleansIm.Load.Traffic;

namespace OrleansIm.Load.Scenarios;

/// <summary>One user with many conversations asks for the first page of the list, on a schedule or as fast as it is answered.</summary>
internal sealed class ListScenario : IScenario
{
    private readonly Latency _latency = new();

    public async Task<JsonObject> RunAsync(LoadRun run)
    {
        var options = run.Options;
        var user = run.UserName("list", 0);
        var made = 0;
        await run.ForEachAsync(options.Messages, options.Concurrency, async i =>
        {
            if (await MakeConversationAsync(run, run.UserName("peer", i), user))
            {
                made++;
            }
        });
        run.Say($"{made} conversations made");
        var backlog = new BacklogReader(run);
        var session = run.NewSession(user, backlog);
        if (!await run.LoginAllAsync([session], 1))
        {
            return new JsonObject { ["exact"] = false, ["failed"] = "login" };
        }

        run.KeepAlive([session]);
        await AskForAsync(run, session, options.Warmup, null);
        var cpu = CpuSpan.Start(run.Server);
        var asked = await AskForAsync(run, session, options.Seconds, _latency);
        cpu.Stop();
        var page = await PageAsync(session, options.Limit, "check", null);
        var total = await CountAllAsync(session);
        return new JsonObject
        {
            ["conversations"] = made,
            ["limit"] = options.Limit,
            ["seconds"] = Math.Round(cpu.Seconds, 2),
            ["requestsPerSecond"] = Math.Round(asked / cpu.Seconds, 1),
            ["listMs"] = _latency.ToJson(),
            ["cpu"] = cpu.ToJson(asked, asked),
            ["backlogMessages"] = backlog.Messages,
            ["listedItems"] = Items(page).Count,
            ["listedOverAllPages"] = total,
            ["exact"] = made == options.Messages && Items(page).Count == Math.Min(made, options.Limit) && total == made && asked > 0,
        };
    }

    private static async Task<bool> MakeConversationAsync(LoadRun run, string peer, string user)
    {
        var session = run.NewSession(peer);
        if (!await session.LoginAsync())
        {
            return false;
        }

        var template = new SendTemplate(DirectConversation.To(user), run.Options.Bytes);
        var json = new byte[template.Length];
        template.Write(json, new Stamp(EventLoop.Now, 0, 0, 0));
        var answer = await session.AskAsync(new string('0', 16), Encoding.UTF8.GetString(json));
        await session.LogoutAsync();
        return answer.IsReceipt;
    }

    private static async Task<long> AskForAsync(LoadRun run, Session session, double seconds, Latency? latency)
    {
        var begin = EventLoop.Now;
        var end = begin + EventLoop.Ticks(seconds);
        var rate = run.Options.Rate;
        long asked = 0;
        for (long i = 0; EventLoop.Now < end && session.IsOpen; i++)
        {
            var start = EventLoop.Now;
            if (rate > 0)
            {
                // Late answers make the next requests late: that counts, from the time at which they were due.
                start = begin + (long)(i * 1e9 / rate);
                await run.Loop.Delay((start - EventLoop.Now) / 1e9);
            }

            var answer = PageAsync(session, run.Options.Limit, $"q{start}", null);
            if (!await run.Loop.UntilDone(answer, run.Options.Drain))
            {
                run.Errors.Add("no_answer");
                break;
            }

            if ((await answer).IsReceipt)
            {
                latency?.Record(EventLoop.Now - start);
                asked++;
            }
        }

        return asked;
    }

    private static Task<Answer> PageAsync(Session session, int limit, string id, string? after)
    {
        var cursor = after is null ? "" : $",\"after\":\"{after}\"";
        return session.AskAsync(id, $$"""{"type":"conversations","id":"{{id}}","limit":{{limit}}{{cursor}}}""");
    }

    /// <summary>Walks all pages: no conversation twice, none left out.</summary>
    private static async Task<int> CountAllAsync(Session session)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        string? after = null;
        for (var page = 0; page < 1000; page++)
        {
            var answer = await PageAsync(session, 200, "page" + page, after);
            foreach (var item in Items(answer))
            {
                if (!seen.Add((string?)item!["conversation"] ?? ""))
                {
                    return -1;
                }
            }

            after = answer.IsReceipt ? (string?)JsonNode.Parse(answer.Json)!["next"] : null;
            if (after is null)
            {
                break;
            }
        }

        return seen.Count;
    }

    private static JsonArray Items(Answer answer) =>
        answer.IsReceipt && JsonNode.Parse(answer.Json)!["items"] is JsonArray items ? items : [];
}
