using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using OrleansIm.Load;
using OrleansIm.Load.Measure;
using OrleansIm.Load.Scenarios;
using OrleansIm.Load.Sockets;
using OrleansIm.Load.Traffic;

try
{
    return new CommandLine().Build(Run).Parse(args).Invoke(new() { EnableDefaultExceptionHandler = false });
}
catch (ArgumentException e)
{
    Console.Error.WriteLine(e.Message);
    return 2;
}

static int Run(LoadOptions options)
{
    using var loop = new EventLoop();
    var run = new LoadRun(loop, options, Console.Error, TimeProvider.System);
    IScenario scenario = options.Scenario switch
    {
        "pairs" => new PairsScenario(),
        "room" => new RoomScenario(),
        "recall" => new RecallScenario(),
        "idle" => new IdleScenario(),
        "offline" => new OfflineScenario(),
        "logins" => new LoginsScenario(),
        "list" => new ListScenario(),
        "presence" => new PresenceScenario(),
        _ => throw new ArgumentException("No such scenario: " + options.Scenario),
    };
    var head = new JsonObject
    {
        ["scenario"] = options.Scenario,
        ["label"] = options.Label,
        ["at"] = TimeProvider.System.GetUtcNow().ToString("yyyy-MM-ddTHH:mm:ssZ", CultureInfo.InvariantCulture),
        ["tls"] = options.Tls,
        ["framing"] = options.LengthPrefixed ? "length" : "lines",
        ["bytes"] = options.Bytes,
        ["window"] = options.Rate > 0 ? 0 : options.Window,
        ["rate"] = options.Rate,
        ["warmup"] = options.Warmup,
    };
    var figures = Figures(loop, run, scenario);
    foreach (var (name, value) in figures.ToArray())
    {
        figures.Remove(name);
        head[name] = value;
    }

    head["errors"] = ToJson(run.Errors);
    head["closes"] = ToJson(run.Closes);
    var isGood = (bool)head["exact"]! && run.Errors.Total == 0 && run.Closes.Total == 0;
    head["ok"] = isGood;
    Console.Out.WriteLine(head.ToJsonString(JsonSerializerOptions.Default));
    return isGood ? 0 : 1;
}

static JsonObject Figures(EventLoop loop, LoadRun run, IScenario scenario)
{
    try
    {
        return loop.Run(() => scenario.RunAsync(run));
    }
    catch (Exception e) when (e is InvalidOperationException or System.ComponentModel.Win32Exception)
    {
        // A server that died under the load is a result too.
        run.Say(e.ToString());
        return new JsonObject { ["exact"] = false, ["failed"] = e.Message };
    }
}

static JsonObject ToJson(Tally tally)
{
    var json = new JsonObject();
    foreach (var (code, count) in tally.Counts)
    {
        json[code] = count;
    }

    return json;
}
