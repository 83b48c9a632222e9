using OrleansIm.Support;
using OrleansIm.Support.Servers;

namespace OrleansIm.EndToEnd.Tests.Cluster;

/// <summary>Who starts while the membership can't be reached says so in one sentence.</summary>
public sealed class Redis_away_Tests
{
    [Fact]
    public async Task A_silo_ends_with_the_setting_and_a_gateway_waits_and_says_for_what()
    {
        await using var postgres = await PostgresServer.StartAsync();
        var silo = new ServerSettings
        {
            Postgres = await postgres.CreateDatabaseAsync(),
            Environment = new Dictionary<string, string?> { ["Cluster__Membership"] = "redis", ["Storage__Redis"] = $"127.0.0.1:{FreePorts.Next()}" },
        };
        await using var gateway = ServerProcess.Launch(silo with { Program = "Gateway" });
        await using var ended = ServerProcess.Launch(silo);

        Assert.Equal(1, await ended.EndedAsync());
        Assert.Single(ended.Output.Trim().Split('\n'));
        Assert.StartsWith("error: Storage__Redis", ended.Output.Trim(), StringComparison.Ordinal);
        await gateway.Process.LineAsync("what it waits for", static line => line.Contains("No silo is found yet", StringComparison.Ordinal));
    }
}
