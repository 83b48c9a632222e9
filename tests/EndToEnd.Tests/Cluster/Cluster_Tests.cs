using OrleansIm.EndToEnd.Tests.Checking;
using OrleansIm.Support;
using OrleansIm.Support.Campaigns;
using OrleansIm.Support.Servers;
using OrleansIm.Support.Wire;

namespace OrleansIm.EndToEnd.Tests.Cluster;

/// <summary>The same code as two tiers of processes: people at different gateways, and members of the cluster that come and go.</summary>
public sealed class Cluster_Tests
{
    private static readonly CampaignPlan Plan = new() { Messages = 6_000, Faults = 3, Limit = TimeSpan.FromMinutes(10) };

    [Fact]
    public async Task People_at_different_gateways_of_a_cluster_found_in_Redis_talk_as_at_one()
    {
        await using var postgres = await PostgresServer.StartAsync();
        await using var redis = await RedisServer.StartAsync();
        await using var cluster = await ClusterProcesses.StartAsync(
            await postgres.CreateDatabaseAsync(), silos: 2, gateways: 2, redis.ConnectionString);
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

        Verdict.Expect(await new Campaign(cluster, Plan).RunAsync(MemberKiller.InTurn("a silo", cluster.Silos, TimeSpan.FromSeconds(4))));
    }

    [Fact]
    public async Task Killing_gateways_breaks_no_promise()
    {
        await using var postgres = await PostgresServer.StartAsync();
        await using var cluster = await ClusterProcesses.StartAsync(await postgres.CreateDatabaseAsync(), silos: 2, gateways: 2);

        Verdict.Expect(await new Campaign(cluster, Plan).RunAsync(MemberKiller.InTurn("a gateway", cluster.Gateways, TimeSpan.FromSeconds(1))));
    }

    [Fact]
    public async Task After_a_silo_is_gone_those_whose_grains_lived_there_are_told_without_having_to_ask()
    {
        await using var postgres = await PostgresServer.StartAsync();
        await using var cluster = await ClusterProcesses.StartAsync(await postgres.CreateDatabaseAsync(), silos: 2, gateways: 1);
        await using var alice = await WireClient.LoginAsync(cluster.Server, "alice");
        List<WireClient> others = [];
        for (var i = 0; i < 12; i++)
        {
            // So rarely does it beat that no beat comes within the test.
            others.Add(await WireClient.LoginAsync(cluster.Server, $"bob-{i}", new LoginOptions { Heartbeat = 240 }));
        }

        await Task.WhenAll(others.Select(other => other.DrainedAsync()));
        await cluster.Silos[1].KillAsync();

        var sent = await Task.WhenAll(Enumerable.Range(0, others.Count).Select(i => SendUntilTakenAsync(alice, $"bob-{i}")));
        for (var i = 0; i < others.Count; i++)
        {
            await others[i].MessageAsync($"d:alice:bob-{i}", sent[i]);
            await others[i].DisposeAsync();
        }
    }

    /// <summary>As the contract asks of clients: busy is no refusal.</summary>
    private static async Task<long> SendUntilTakenAsync(WireClient client, string to)
    {
        while (true)
        {
            var answer = await client.SendTextAsync(to, "after the fall", clientId: $"to-{to}");
            if (!answer.IsError)
            {
                return answer.Number("seq");
            }

            Assert.Equal("busy", answer.Code);
            await Task.Delay((int)answer.Number("retryAfter"), TestContext.Current.CancellationToken);
        }
    }
}
