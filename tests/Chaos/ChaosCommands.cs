using System.CommandLine;
using OrleansIm.Support;
using OrleansIm.Support.Campaigns;
using OrleansIm.Support.Faults;
using OrleansIm.Support.Machine;
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

    private const string FullDisk = "full-disk";

    public static RootCommand Root() => new(
        "Breaks a real server under load and compares what it promised with what it kept. "
        + "Exit code 0: every promise held; 1: one was broken; 2: the run could not be brought to its end.")
    {
        Command("kill", "kill -9 of the server, and a start on the same data", static stage => new ServerKiller(stage.Server)),
        Command("restart", "SIGTERM to the server, and a start on the same data", static stage => new ServerRestarter(stage.Server)),
        Command(FullDisk, "no room on the disk of the server's data for some seconds", static stage => new ServerDiskFiller(stage.Server, stage.Disk!, stage.Postgres)),
        ClusterCommand.Create(),
        SabotageCommand.Create(),
        UpgradeCommand.Create(),
        Command("database", "kill -9 of PostgreSQL while the server stays up", static stage => new PostgresKiller(
            stage.Postgres ?? throw new InvalidOperationException("Only with --store postgres is there a database to kill."))),
    };

    private static Command Command(string name, string description, Func<Stage, INemesis> nemesis)
    {
        var command = new Command(name, description) { Messages, Faults, Store, Seed, Users, Groups, Minutes };
        command.SetAction(parsed => RunAsync(parsed, name == FullDisk, nemesis));
        return command;
    }

    private static async Task<int> RunAsync(ParseResult parsed, bool onSmallDisk, Func<Stage, INemesis> nemesis)
    {
        if (onSmallDisk && MachineLack.Of(MachineParts.Disk) is { } lack)
        {
            Console.WriteLine($"This machine can't have a disk to fill: {lack}.");
            return (int)CampaignOutcome.Inconclusive;
        }

        await using var disk = onSmallDisk ? await SmallDisk.CreateAsync() : null;
        await using var postgres = parsed.GetValue(Store) == StoreKind.Postgres ? await PostgresServer.StartAsync(disk?.Path) : null;
        var settings = new ServerSettings
        {
            Postgres = postgres is null ? null : await postgres.CreateDatabaseAsync(),
            DataDirectory = disk?.Folder("data"),
        };
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
        var report = await new Campaign(server, plan).RunAsync(nemesis(new Stage(server, postgres, disk)));
        Console.Write(report);
        return (int)report.Outcome;
    }
}
