using System.CommandLine;
using OrleansIm.Support;
using OrleansIm.Support.Campaigns;
using OrleansIm.Support.Servers;

namespace OrleansIm.Chaos;

/// <summary>The commands of this tool: one per fault, all with the same load, report and exit codes.</summary>
internal static class ChaosCommands
{
    private static readonly Option<int> Messages = new("--messages") { DefaultValueFactory = _ => 100_000, Description = "Messages to have acknowledged" };
    private static readonly Option<int> Faults = new("--kills") { DefaultValueFactory = _ => 20, Description = "Faults spread over them" };
    private static readonly Option<StoreKind> Store = new("--store") { DefaultValueFactory = _ => StoreKind.Sqlite, Description = "Where the server keeps its log" };
    private static readonly Option<int> Seed = new("--seed") { DefaultValueFactory = _ => 1, Description = "Seed of all choices" };
    private static readonly Option<int> Users = new("--users") { DefaultValueFactory = _ => 40, Description = "Users that talk" };
    private static readonly Option<int> Groups = new("--groups") { DefaultValueFactory = _ => 8, Description = "Groups among them" };
    private static readonly Option<int> Minutes = new("--minutes") { DefaultValueFactory = _ => 30, Description = "When to give up" };

    public static RootCommand Root() => new(
        "Breaks a real server under load and compares what it promised with what it kept. "
        + "Exit code 0: every promise held; 1: one was broken; 2: the run could not be brought to its end.")
    {
        Command("kill", "kill -9 of the server, and a start on the same data", (server, _) => new ServerKiller(server)),
        Command("restart", "SIGTERM to the server, and a start on the same data", (server, _) => new ServerRestarter(server)),
        ClusterCommand.Create(),
        SabotageCommand.Create(),
        UpgradeCommand.Create(),
        Command("database", "kill -9 of PostgreSQL while the server stays up", (_, postgres) => new PostgresKiller(
            postgres ?? throw new InvalidOperationException("Only with --store postgres is there a database to kill."))),
    };

    private static Command Command(string name, string description, Func<ServerProcess, PostgresServer?, INemesis> nemesis)
    {
        var command = new Command(name, description) { Messages, Faults, Store, Seed, Users, Groups, Minutes };
        command.SetAction(parsed => RunAsync(parsed, nemesis));
        return command;
    }

    private static async Task<int> RunAsync(ParseResult parsed, Func<ServerProcess, PostgresServer?, INemesis> nemesis)
    {
        await using var postgres = parsed.GetValue(Store) == StoreKind.Postgres ? await PostgresServer.StartAsync() : null;
        var settings = new ServerSettings { Postgres = postgres is null ? null : await postgres.CreateDatabaseAsync() };
        await using var server = await ServerProcess.StartAsync(settings);
        var plan = new CampaignPlan
        {
            Seed = parsed.GetValue(Seed),
            Users = parsed.GetValue(Users),
            Groups = parsed.GetValue(Groups),
            Messages = parsed.GetValue(Messages),
            Faults = parsed.GetValue(Faults),
            Limit = TimeSpan.FromMinutes(parsed.GetValue(Minutes)),
        };
        var report = await new Campaign(server, plan).RunAsync(nemesis(server, postgres));
        Console.Write(report);
        return (int)report.Outcome;
    }
}
