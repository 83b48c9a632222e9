using System.CommandLine;
using System.Globalization;

namespace OrleansIm.Load;

/// <summary>The options, and what they default to in each scenario.</summary>
internal sealed class CommandLine
{
    private readonly Option<string> _host = new("--host") { Description = "Server address", DefaultValueFactory = _ => "127.0.0.1" };
    private readonly Option<int?> _port = new("--port") { Description = "Server port (7100; 7143 with --tls)" };
    private readonly Option<bool> _tls = new("--tls") { Description = "TLS, any certificate, no session resumption" };
    private readonly Option<string> _framing = new("--framing") { Description = "lines or length", DefaultValueFactory = _ => "lines" };
    private readonly Option<string?> _key = new("--key") { Description = "HS256 secret" };
    private readonly Option<FileInfo?> _keyFile = new("--key-file") { Description = "File whose text is the HS256 secret" };
    private readonly Option<int?> _users = new("--users") { Description = "Users, members or connections" };
    private readonly Option<int?> _members = new("--members") { Description = "Members of the room; more than --users never log in" };
    private readonly Option<int> _window = new("--window") { Description = "Messages in flight per pair (pairs) or per sender", DefaultValueFactory = _ => 8 };
    private readonly Option<int?> _senders = new("--senders") { Description = "Senders (room 10, offline 20)" };
    private readonly Option<int> _messages = new("--messages")
    {
        Description = "Messages per absent user (offline), conversations (list)",
        DefaultValueFactory = _ => 1000,
    };

    private readonly Option<double?> _seconds = new("--seconds") { Description = "Measured time (20; idle 60); in offline the bound of each phase (120)" };
    private readonly Option<double> _warmup = new("--warmup") { Description = "Seconds before measuring", DefaultValueFactory = _ => 5 };
    private readonly Option<double> _drain = new("--drain") { Description = "Longest wait for what is in flight", DefaultValueFactory = _ => 30 };
    private readonly Option<double?> _rate = new("--rate") { Description = "Arrivals per second (open loop); 0 for a closed loop (0; list 100; presence 1: times that the user goes)" };
    private readonly Option<int> _bytes = new("--bytes") { Description = "Length of a text", DefaultValueFactory = _ => 100 };
    private readonly Option<int> _concurrency = new("--concurrency") { Description = "Logins at the same time", DefaultValueFactory = _ => 64 };
    private readonly Option<int> _limit = new("--limit") { Description = "Page size (list)", DefaultValueFactory = _ => 25 };
    private readonly Option<string> _pids = new("--server-pids")
    {
        Description = "Server processes, comma separated; children count",
        DefaultValueFactory = _ => "",
    };

    private readonly Option<string> _label = new("--label") { Description = "Copied into the result", DefaultValueFactory = _ => "" };

    /// <summary>The root command; each scenario calls <paramref name="run"/>.</summary>
    public RootCommand Build(Func<LoadOptions, int> run)
    {
        var root = new RootCommand("Load on a server from the outside, over the real wire protocol.");
        foreach (var option in All())
        {
            option.Recursive = true;
            root.Options.Add(option);
        }

        foreach (var (name, description) in Scenarios)
        {
            var command = new Command(name, description);
            command.SetAction(parsed => run(Read(name, parsed)));
            root.Subcommands.Add(command);
        }

        return root;
    }

    private static IEnumerable<(string Name, string Description)> Scenarios =>
    [
        ("pairs", "Users in pairs, both directions"),
        ("room", "One group, some of its members send"),
        ("recall", "One group whose members all see a message go, again and again"),
        ("idle", "Many connections that only beat"),
        ("offline", "Messages for absent users, then all come back"),
        ("logins", "Fresh logins"),
        ("list", "The first page of a long conversation list"),
        ("presence", "One user whom all others watch, and who comes and goes"),
    ];

    private static int DefaultUsers(string scenario) => scenario switch
    {
        "room" or "recall" => 500,
        "idle" or "logins" => 10_000,
        "offline" => 200,
        _ => 1000,
    };

    private static double DefaultSeconds(string scenario) => scenario switch
    {
        "idle" => 60,
        "offline" => 120,
        _ => 20,
    };

    private Option[] All() =>
    [
        _host, _port, _tls, _framing, _key, _keyFile, _users, _members, _window, _senders, _messages, _seconds, _warmup, _drain,
        _rate, _bytes, _concurrency, _limit, _pids, _label,
    ];

    private LoadOptions Read(string scenario, ParseResult parsed)
    {
        var isTls = parsed.GetValue(_tls);
        var framing = parsed.GetValue(_framing);
        var key = parsed.GetValue(_keyFile) is { } file ? File.ReadAllText(file.FullName).Trim() : parsed.GetValue(_key);
        var options = new LoadOptions
        {
            Scenario = scenario,
            Host = parsed.GetValue(_host)!,
            Port = parsed.GetValue(_port) ?? (isTls ? 7143 : 7100),
            Tls = isTls,
            LengthPrefixed = framing switch
            {
                "lines" => false,
                "length" => true,
                _ => throw new ArgumentException($"--framing is lines or length, not {framing}."),
            },
            Key = key ?? throw new ArgumentException("--key or --key-file is needed to sign tokens."),
            Users = parsed.GetValue(_users) ?? DefaultUsers(scenario),
            Members = parsed.GetValue(_members) ?? parsed.GetValue(_users) ?? DefaultUsers(scenario),
            Window = parsed.GetValue(_window),
            Senders = parsed.GetValue(_senders) ?? (scenario == "offline" ? 20 : 10),
            Messages = parsed.GetValue(_messages),
            Seconds = parsed.GetValue(_seconds) ?? DefaultSeconds(scenario),
            Warmup = parsed.GetValue(_warmup),
            Drain = parsed.GetValue(_drain),
            Rate = parsed.GetValue(_rate) ?? (scenario switch { "list" => 100, "presence" => 1, _ => 0 }),
            Bytes = parsed.GetValue(_bytes),
            Concurrency = parsed.GetValue(_concurrency),
            Limit = parsed.GetValue(_limit),
            ServerPids = [.. parsed.GetValue(_pids)!
                .Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
                .Select(pid => int.Parse(pid, CultureInfo.InvariantCulture))],
            Label = parsed.GetValue(_label)!,
            Run = "b" + Convert.ToString(Environment.TickCount64 & 0xfffffff, 16),
        };
        options.Validate();
        return options;
    }
}
