using System.Net;
using System.Text.RegularExpressions;
using OrleansIm.Console.Tests.Browsing;
using OrleansIm.Support;
using OrleansIm.Support.Servers;
using OrleansIm.Support.Wire;

namespace OrleansIm.Console.Tests.Clusters;

/// <summary>The console of a cluster: any silo has it, and what it does holds everywhere.</summary>
public sealed partial class Cluster_Tests
{
    [Fact]
    public async Task One_login_is_good_for_all_silos_a_mute_holds_on_all_and_a_gateway_drains_and_opens_again_and_all_gateways_follow_a_rule_of_upgrades()
    {
        await using var postgres = await PostgresServer.StartAsync();
        await using var cluster = await ClusterProcesses.StartAsync(
            await postgres.CreateDatabaseAsync(), silos: 2, gateways: 2, environment: House.Operators());
        using var one = new ConsoleClient(cluster.Silos[0].HttpPort);
        await one.LogInAsync("admin");
        using var other = new ConsoleClient(cluster.Silos[1].HttpPort, one.Cookies);
        var gateways = await GatewaysAsync(other, 2);
        while (SiloRow().Count(await other.PageAsync("/console")) != 2)
        {
            // They report every five seconds.
            await Task.Delay(100, TestContext.Current.CancellationToken);
        }


        // Conversations of many users are on both silos.
        await using var bob = await WireClient.LoginAsync(cluster.Gateways[0], "bob");
        for (var i = 0; i < 8; i++)
        {
            Assert.False((await bob.SendTextAsync($"friend-{i}", "before")).IsError);
        }

        using (var muted = await other.PostAsync("/console/user?user=bob", "/console/user/mute", ("user", "bob"), ("conversation", ""), ("minutes", "10"), ("reason", "spam")))
        {
            Assert.Contains("note=mute-done", muted.Headers.Location!.ToString(), StringComparison.Ordinal);
        }

        for (var i = 0; i < 8; i++)
        {
            Assert.Equal("muted", (await bob.SendTextAsync($"friend-{i}", "muted")).Code);
        }

        // Whose session it is tells which gateway is which.
        var host = $"/{cluster.Gateways[0].Pid}";
        Assert.Contains(host, await one.PageAsync("/console/user?user=bob"), StringComparison.Ordinal);
        var name = gateways.Single(gateway => gateway.Host.EndsWith(host, StringComparison.Ordinal)).Name;
        using (await one.PostAsync("/console", "/console/gateway/drain", ("gateway", name), ("on", "true")))
        {
            Assert.Equal("draining", (await bob.Closed)!.Code);
        }

        Assert.Equal(HttpStatusCode.ServiceUnavailable, await cluster.Gateways[0].HealthAsync("ready"));
        Assert.Equal(HttpStatusCode.OK, await cluster.Gateways[1].HealthAsync("ready"));
        await using (var moved = await WireClient.LoginAsync(cluster.Gateways[1], "bob"))
        {
            Assert.True(moved.IsOpen);
        }

        using (await other.PostAsync("/console", "/console/gateway/drain", ("gateway", name), ("on", "false")))
        {
            while (await cluster.Gateways[0].HealthAsync("ready") != HttpStatusCode.OK)
            {
                await Task.Delay(50, TestContext.Current.CancellationToken);
            }
        }

        await using var back = await WireClient.LoginAsync(cluster.Gateways[0], "bob");
        Assert.True(back.IsOpen);

        using (await other.PostAsync("/console/upgrades", "/console/upgrades/set", ("platform", "iOS"), ("minimum", "2.0"), ("latest", ""), ("url", "")))
        {
            foreach (var gateway in cluster.Gateways)
            {
                while (await IsLetInAsync(gateway, "1.9"))
                {
                    await Task.Delay(200, TestContext.Current.CancellationToken);
                }

                Assert.True(await IsLetInAsync(gateway, "2.0"));
            }
        }
    }

    private static async Task<bool> IsLetInAsync(ServerProcess gateway, string app)
    {
        await using var client = await WireClient.ConnectAsync(
            gateway, new LoginOptions { Token = gateway.TokenFor($"app-{Guid.NewGuid():N}"), Platform = "ios", App = app });
        await client.SendFrameAsync(client.LoginFrame());
        return (await client.WaitForAsync("the answer to a login", static frame => frame.Type is "receipt" or "close")).Type == "receipt";
    }

    /// <summary>They report when they start; then their first report is on its way.</summary>
    private static async Task<List<(string Host, string Name)>> GatewaysAsync(ConsoleClient console, int count)
    {
        while (true)
        {
            List<(string, string)> found =
                [.. GatewayRow().Matches(await console.PageAsync("/console")).Select(row => (row.Groups[1].Value, row.Groups[2].Value))];
            if (found.Count == count)
            {
                return found;
            }

            await Task.Delay(100, TestContext.Current.CancellationToken);
        }
    }

    [GeneratedRegex(@"<th scope=""row"">([^<]+)</th>\s*<td><code>([0-9a-f]{16})</code>")]
    private static partial Regex GatewayRow();

    [GeneratedRegex(@"<th scope=""row"">[^<]+</th>\s*<td><code>S[^<]+</code>")]
    private static partial Regex SiloRow();
}
