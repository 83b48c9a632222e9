using OrleansIm.Support;
using OrleansIm.Support.Servers;
using OrleansIm.Support.Wire;

namespace OrleansIm.EndToEnd.Tests.Calls;

/// <summary>kill -9 while it rings: the call goes on, ends in time, and has one entry.</summary>
public sealed class Call_crash_Tests
{
    private const string Pair = "d:alice:bob";

    [Fact]
    public async Task On_SQLite_what_rang_rings_after_the_crash_and_can_be_accepted()
    {
        await using var server = await ServerProcess.StartAsync(ServerSettings.With("Calls__RingSeconds", "600"));

        await AcceptAfterCrashAsync(server);
    }

    [Fact]
    public async Task On_PostgreSQL_what_rang_rings_after_the_crash_and_can_be_accepted()
    {
        await using var postgres = await PostgresServer.StartAsync();
        await using var server = await ServerProcess.StartAsync(
            ServerSettings.With("Calls__RingSeconds", "600") with { Postgres = await postgres.CreateDatabaseAsync() });

        await AcceptAfterCrashAsync(server);
    }

    [Fact]
    public async Task What_rang_ends_after_the_crash_though_nobody_comes_and_everybody_is_free()
    {
        await using var server = await ServerProcess.StartAsync(ServerSettings.With("Calls__RingSeconds", "5"));
        string call;
        await using (var alice = await WireClient.LoginAsync(server, "alice"))
        {
            call = await alice.CallAsync("bob");
            await server.KillAsync();
        }

        await server.StartAgainAsync();

        // Nobody who has to do with the call looks for it: it ended by itself.
        await using var carol = await WireClient.LoginAsync(server, "carol");
        WireFrame free;
        while ((free = await carol.RequestAsync(new { type = "call.invite", to = new { user = "bob" }, media = "audio" })).Text("outcome") == "busy")
        {
            await Task.Delay(1_000, TestContext.Current.CancellationToken);
        }

        Assert.False(free.IsError, free.ToString());
        await using var bob = await WireClient.LoginAsync(server, "bob");
        Assert.Equal("missed", (await bob.CallEntryAsync(Pair, call)).Outcome());
        await bob.LineWhenAsync(Pair, static line => line.GetProperty("unread").GetInt64() == 1);
        server.EnsureCalm();
    }

    [Fact]
    public async Task In_a_cluster_it_goes_on_when_a_silo_and_when_a_gateway_dies()
    {
        const int Pairs = 8;
        await using var postgres = await PostgresServer.StartAsync();
        await using var cluster = await ClusterProcesses.StartAsync(
            await postgres.CreateDatabaseAsync(), silos: 2, gateways: 2, environment: new Dictionary<string, string?> { ["Calls__RingSeconds"] = "600", ["Calls__ComeBackSeconds"] = "300" });
        List<(WireClient Alice, WireClient Bob, string Call)> pairs = [];
        for (var i = 0; i < Pairs; i++)
        {
            var alice = await WireClient.LoginAsync(cluster.Gateways[0], $"alice-{i}");
            var bob = await WireClient.LoginAsync(cluster.Gateways[1], $"bob-{i}");
            await Task.WhenAll(alice.DrainedAsync(), bob.DrainedAsync());
            var call = await alice.CallAsync($"bob-{i}", "offer");
            await bob.CallEventAsync(call, "invite");
            pairs.Add((alice, bob, call));
        }

        // Half of the calls, about, lived there.
        await cluster.Silos[1].KillAsync();
        foreach (var (alice, bob, call) in pairs.Take(Pairs / 2))
        {
            await UntilTakenAsync(bob, "accept", call);
            await alice.WaitForAsync("bob in the call", frame => frame.Text("call") == call && (frame.Text("event") == "accept" || (frame.Text("event") == "state" && frame.Has("answered"))));
        }

        // Those whose gateway dies come back by the other, and find their call ringing.
        await cluster.Gateways[1].KillAsync();
        for (var i = Pairs / 2; i < Pairs; i++)
        {
            var (alice, bob, call) = pairs[i];
            await bob.DisposeAsync();
            var back = await cluster.Gateways[0].ComeInAsync($"bob-{i}");
            Assert.Equal("offer", (await back.CallEventAsync(call, "invite")).Text("sdp"));
            await UntilTakenAsync(back, "accept", call);
            pairs[i] = (alice, back, call);
        }

        for (var i = 0; i < Pairs; i++)
        {
            var (alice, bob, call) = pairs[i];
            await UntilTakenAsync(alice, "hangup", call);
            Assert.Equal("ended", (await alice.CallEntryAsync($"d:alice-{i}:bob-{i}", call)).Outcome());
            Assert.Single(await alice.WholeHistoryAsync($"d:alice-{i}:bob-{i}"));
            await bob.DisposeAsync();
            await alice.DisposeAsync();
        }
    }

    private static async Task AcceptAfterCrashAsync(ServerProcess server)
    {
        string call;
        await using (var alice = await WireClient.LoginAsync(server, "alice"))
        {
            await using var bob = await WireClient.LoginAsync(server, "bob");
            call = await alice.CallAsync("bob", "offer");
            await bob.CallEventAsync(call, "invite");
            await server.KillAsync();
        }

        await server.StartAgainAsync();
        await using var caller = await WireClient.LoginAsync(server, "alice");
        await using var callee = await WireClient.LoginAsync(server, "bob");
        await caller.CallEventAsync(call, "state");
        Assert.Equal("offer", (await callee.CallEventAsync(call, "invite")).Text("sdp"));
        Assert.False((await callee.InCallAsync("accept", call)).IsError);
        await caller.CallEventAsync(call, "accept");
        var ends = await Task.WhenAll(caller.InCallAsync("hangup", call), callee.InCallAsync("hangup", call));
        Assert.DoesNotContain(ends, static end => end.IsError);
        Assert.Equal("ended", (await callee.CallEntryAsync(Pair, call)).Outcome());
        Assert.Single(await caller.WholeHistoryAsync(Pair));
        server.EnsureCalm();
    }

    /// <summary>As the contract asks of clients: busy is no refusal.</summary>
    private static async Task UntilTakenAsync(WireClient client, string act, string call)
    {
        while (true)
        {
            var answer = await client.InCallAsync(act, call);
            if (!answer.IsError)
            {
                return;
            }

            Assert.Equal("busy", answer.Code);
            await Task.Delay(200, TestContext.Current.CancellationToken);
        }
    }
}
