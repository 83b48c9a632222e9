using OrleansIm.Support;
using OrleansIm.Support.Servers;
using OrleansIm.Support.Wire;

namespace OrleansIm.EndToEnd.Tests.Cluster;

/// <summary>Who is there is right again by itself, whatever dies.</summary>
public sealed class Presence_cluster_Tests
{
    private static readonly Dictionary<string, string?> Often = new() { ["Limits__PresenceRenewSeconds"] = "2" };

    [Fact]
    public async Task Presence_is_right_across_gateways_and_after_a_gateway_was_killed()
    {
        await using var postgres = await PostgresServer.StartAsync();
        await using var cluster = await ClusterProcesses.StartAsync(await postgres.CreateDatabaseAsync(), silos: 2, gateways: 2);
        await using var alice = await WireClient.LoginAsync(cluster.Gateways[0], "alice");
        await using var carol = await WireClient.LoginAsync(cluster.Gateways[0], "carol");
        var here = new[] { alice, carol };
        await using (var bob = await WireClient.LoginAsync(cluster.Gateways[1], "bob"))
        {
            await bob.CreateGroupAsync("ours", "alice", "carol");
            foreach (var watches in here)
            {
                Assert.True(await SubscribeAsync(watches));
            }

            await cluster.Gateways[1].KillAsync();
        }

        await Task.WhenAll(here.Select(static watches => SeesAsync(watches, online: false)));
        await cluster.Gateways[1].StartAgainAsync();
        await using var again = await WireClient.LoginAsync(cluster.Gateways[1], "bob");
        await Task.WhenAll(here.Select(static watches => SeesAsync(watches, online: true)));

        // Who watched there watches anew, and is told as before.
        await using var dave = await WireClient.LoginAsync(cluster.Gateways[1], "alice", "desk-1", "desktop");
        Assert.True(await SubscribeAsync(dave));
        await again.RequestAsync(new { type = "logout" });
        await Task.WhenAll(here.Append(dave).Select(static watches => SeesAsync(watches, online: false)));
    }

    [Fact]
    public async Task A_silo_that_dies_makes_nobody_look_gone_and_what_happens_later_is_told()
    {
        await using var postgres = await PostgresServer.StartAsync();
        await using var cluster = await ClusterProcesses.StartAsync(
            await postgres.CreateDatabaseAsync(), silos: 2, gateways: 2, redis: null, Often);
        await using var alice = await WireClient.LoginAsync(cluster.Gateways[0], "alice");
        List<WireClient> others = [];
        for (var i = 0; i < 10; i++)
        {
            // So rarely does it beat that no beat comes within the test.
            others.Add(await WireClient.LoginAsync(cluster.Gateways[1], $"bob-{i}", new LoginOptions { Heartbeat = 240 }));
        }

        await alice.CreateGroupAsync("ours", [.. others.Select(static other => other.User)]);
        foreach (var other in others)
        {
            Assert.True(await SubscribeAsync(alice, other.User));
        }

        await cluster.Silos[1].KillAsync();
        foreach (var other in others)
        {
            // Answered by the grain that lives, so that its session has found it.
            await SendUntilTakenAsync(other, "alice");
        }

        Assert.DoesNotContain(alice.Frames(), static frame => frame.Type == "presence" && !frame.Flag("online"));
        foreach (var other in others)
        {
            await other.RequestAsync(new { type = "logout" });
        }

        foreach (var other in others)
        {
            await SeesAsync(alice, online: false, other.User);
            await other.DisposeAsync();
        }
    }

    private static async Task SendUntilTakenAsync(WireClient client, string to)
    {
        while ((await client.SendTextAsync(to, "after the fall", clientId: $"to-{to}")).IsError)
        {
            await Task.Delay(100, TestContext.Current.CancellationToken);
        }
    }

    private static async Task<bool> SubscribeAsync(WireClient client, string user = "bob")
    {
        var receipt = await client.RequestAsync(new { type = "presence.subscribe", users = new[] { user } });
        Assert.Equal("receipt", receipt.Type);
        return receipt.Json.GetProperty("items")[0].GetProperty("online").GetBoolean();
    }

    private static Task SeesAsync(WireClient client, bool online, string user = "bob") => client.UntilAsync(
        $"{user} is {(online ? "there" : "gone")}",
        frames => frames.LastOrDefault(frame => frame.Type == "presence" && frame.Text("user") == user)?.Flag("online") == online);
}
