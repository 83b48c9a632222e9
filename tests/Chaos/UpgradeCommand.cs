using System.CommandLine;
using OrleansIm.Support;
using OrleansIm.Support.Campaigns;
using OrleansIm.Support.Faults;
using OrleansIm.Support.Servers;

namespace OrleansIm.Chaos;

/// <summary>A cluster of an earlier build becomes one of this build under load, a process at a time.</summary>
internal static class UpgradeCommand
{
    private const int Silos = 3;
    private const int Gateways = 2;

    private static readonly Option<DirectoryInfo> From = new("--from") { Required = true, Description = "The folder artifacts/bin of the earlier build" };
    private static readonly Option<int> Messages = new("--messages") { DefaultValueFactory = _ => 10_000, Description = "Messages to have acknowledged" };
    private static readonly Option<int> Seed = new("--seed") { DefaultValueFactory = _ => 1, Description = "Seed of all choices" };

    public static Command Create()
    {
        var command = new Command("upgrade", "from an earlier build to this one, version N beside N+1") { From, Messages, Seed };
        command.SetAction(RunAsync);
        return command;
    }

    private static async Task<int> RunAsync(ParseResult parsed)
    {
        await using var postgres = await PostgresServer.StartAsync();
        await using var redis = await RedisServer.StartAsync();
        var database = await postgres.CreateDatabaseAsync();
        await using var cluster = await ClusterProcesses.StartAsync(
            [.. Enumerable.Repeat(Settings("Silo", database), Silos)], [.. Enumerable.Repeat(Settings("Gateway", null), Gateways)]);
        var plan = new CampaignPlan
        {
            Seed = parsed.GetValue(Seed),
            Messages = parsed.GetValue(Messages),
            Faults = Silos + Gateways,
            Limit = TimeSpan.FromMinutes(15),
        };
        var report = await new Campaign(cluster, plan).RunAsync(new RollingUpgrade(cluster));
        Console.Write(report);
        return (int)report.Outcome;

        ServerSettings Settings(string program, string? storage) => new()
        {
            Program = program,
            Build = parsed.GetValue(From)!.FullName,
            Postgres = storage,
            Environment = new Dictionary<string, string?> { ["Cluster__Membership"] = "redis", ["Storage__Redis"] = redis.ConnectionString },
        };
    }
}
