using OrleansIm.Support;
using OrleansIm.Support.Campaigns;
using OrleansIm.Support.Servers;
using OrleansIm.Support.Wire;

namespace OrleansIm.EndToEnd.Tests.Cluster;

/// <summary>The same code as two tiers of processes: people at different gateways, and members of the cluster that come and go.</summary>
public sealed class Cluster_Tests
{
    private static readonly CampaignPlan Plan = new() { Messages = 6_000, Faults = 3, Limit = TimeSpan.FromMinutes(4) };

    [Fact]
    public async Task People_at_different_gateways_talk_as_at_one()
    {
        await using var postgres = await PostgresServer.StartAsync();
        await using var cluster = await ClusterProcesses.StartAsync(await postgres.CreateDatabaseAsync(), silos: 2, gateways: 2);
        await using var alice = await WireClient.LoginAsync(cluster.Gateways[0], "alice", "phone-1", "mobile");
        await using var desktop = await WireClient.LoginAsync(cluster.Gateways[1], "alice", "desktop-1", "desktop");
        await using var bob = await WireClient.LoginAsync(cluster.Gateways[1], "bob", "phone-1", "mobile");
        await Task.WhenAll(alice.DrainedAsync(), desktop.DrainedAsync(), bob.DrainedAsync());

        var sent = await alice.SendTextAsync("bob", "hello");
        Assert.False(sent.IsError, sent.ToString());
        foreach (var other in (WireClient[])[desktop, bob])
        {
            var message = await other.MessageAsync("d:alice:bob", sent.Number("seq"));
            Assert.Equal("hello", message.Body);
        }

        var recalled = await alice.RecallAsync("d:alice:bob", sent.Number("seq"));
        Assert.False(recalled.IsError, recalled.ToString());
        await bob.MessageAsync("d:alice:bob", recalled.Number("seq"));
    }

    [Fact]
    public async Task Killing_silos_breaks_no_promise()
    {
        await using var postgres = await PostgresServer.StartAsync();
        await using var cluster = await ClusterProcesses.StartAsync(await postgres.CreateDatabaseAsync(), silos: 3, gateways: 2);

        Judge(await new Campaign(cluster, Plan).RunAsync(new MemberKiller("silo", cluster.Silos, TimeSpan.FromSeconds(4))));
    }

    [Fact]
    public async Task Killing_gateways_breaks_no_promise()
    {
        await using var postgres = await PostgresServer.StartAsync();
        await using var cluster = await ClusterProcesses.StartAsync(await postgres.CreateDatabaseAsync(), silos: 2, gateways: 2);

        Judge(await new Campaign(cluster, Plan).RunAsync(new MemberKiller("gateway", cluster.Gateways, TimeSpan.FromSeconds(1))));
    }

    private static void Judge(CampaignReport report)
    {
        TestContext.Current.TestOutputHelper?.WriteLine(report.ToString());
        Assert.True(report.Outcome == CampaignOutcome.Valid, report.ToString());
    }
}
