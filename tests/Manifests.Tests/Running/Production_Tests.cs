using System.Net;
using OrleansIm.Manifests.Tests.Rendering;
using OrleansIm.Support;
using OrleansIm.Support.Wire;

namespace OrleansIm.Manifests.Tests.Running;

/// <summary>The overlay for production is not only well-formed: what it says starts, serves, survives and ends.</summary>
public sealed class Production_Tests
{
    [Fact]
    public async Task What_is_rendered_starts_serves_and_ends()
    {
        await using var postgres = await PostgresServer.StartAsync();
        await using var redis = await RedisServer.StartAsync();
        using var secrets = new Secrets(await postgres.CreateDatabaseAsync(), redis.ConnectionString);
        await using var node = new Node(Manifest.Read($"{await Shipped.RenderedAsync("production")}\n---\n{secrets.ToYaml()}"));

        // All at once, as an apply does it: silos agree on who migrates, gateways wait for silos.
        await Task.WhenAll(node.DeployAsync("silo"), node.DeployAsync("gateway"));
        var (silos, gateways) = (node.PodsOf("silo"), node.PodsOf("gateway"));
        Assert.Equal((3, 2), (silos.Count, gateways.Count));
        foreach (var pod in silos.Concat(gateways))
        {
            Assert.True(await pod.IsLiveAsync(), pod.Name);
            await MetricsAreForOperatorsAsync(pod);
        }

        // Through the service, each to another gateway, and the certificate is the one of the secret.
        await using var alice = await Clients.LoginAsync(node.Reach("gateway", 7143), "alice", secrets.Key, secrets.Certificate);
        await using var bob = await Clients.LoginAsync(node.Reach("gateway", 7143), "bob", secrets.Key, secrets.Certificate);
        await bob.MessageAsync("d:alice:bob", await alice.SendUntilTakenAsync("bob", "hello"));

        await DatabaseIsAwayAsync(postgres, [.. silos, .. gateways]);
        await bob.MessageAsync("d:alice:bob", await alice.SendUntilTakenAsync("bob", "the database is back"));

        // A gateway goes: it serves while balancers learn of it, then tells its clients, and is done within its grace.
        var code = await gateways[0].TerminateAsync(async () =>
        {
            await bob.MessageAsync("d:alice:bob", await alice.SendUntilTakenAsync("bob", "before the drain"));
            Assert.True(await gateways[0].IsReadyNowAsync(), "it does not know yet that it is to go");
        });
        var close = await alice.Closed.WaitAsync(TimeSpan.FromSeconds(120), TestContext.Current.CancellationToken);
        AssertEndedWell(gateways[0], code);
        Assert.Equal("draining", close?.Code);
        Assert.InRange(close!.Number("retryAfter"), 0, 20_000);

        // Alice comes back by the same service, and a silo goes.
        await using var again = await Clients.LoginAsync(node.Reach("gateway", 7143), "alice", secrets.Key, secrets.Certificate);
        AssertEndedWell(silos[0], await silos[0].TerminateAsync());
        await bob.MessageAsync("d:alice:bob", await again.SendUntilTakenAsync("bob", "one silo less"));
        Assert.Equal(4, (await again.HistoryAsync("d:alice:bob")).Count);

        // A process that hangs is what liveness is for.
        await gateways[1].Process.FreezeAsync(TestContext.Current.CancellationToken);
        Assert.False(await gateways[1].AnswersAsync(), "a hung gateway was taken for live");
    }

    /// <summary>No reason to restart anybody, nor to send clients elsewhere.</summary>
    private static async Task DatabaseIsAwayAsync(PostgresServer postgres, Pod[] pods)
    {
        await postgres.KillAsync();
        foreach (var pod in pods)
        {
            Assert.True(await pod.IsLiveAsync() && await pod.IsReadyNowAsync(), $"{pod.Name} minds that the database is away");
        }

        await postgres.StartAgainAsync();
    }

    /// <summary>At a port of their own, and not where clients come in.</summary>
    private static async Task MetricsAreForOperatorsAsync(Pod pod)
    {
        using var http = new HttpClient();
        var cancellation = TestContext.Current.CancellationToken;
        var metrics = await http.GetStringAsync(Probing.Address(pod, "admin", "/metrics"), cancellation);
        using var elsewhere = await http.GetAsync(Probing.Address(pod, "http", "/metrics"), cancellation);
        Assert.Contains(pod.Workload.Name == "gateway" ? "oim_gateway_sessions" : "oim_log_queue", metrics, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.NotFound, elsewhere.StatusCode);
    }

    private static void AssertEndedWell(Pod pod, int code)
    {
        Assert.True(code == 0, $"{pod.Name} ended with {code}:\n{pod.Process.Output}");
        Assert.Equal("Stopped.", pod.Process.Lines[^1]);
    }
}
