using OrleansIm.Support;
using OrleansIm.Support.Servers;
using OrleansIm.Support.Wire;

namespace OrleansIm.EndToEnd.Tests.Search;

/// <summary>What was acknowledged is found, once, whatever died before it was indexed.</summary>
public sealed class Search_crash_Tests
{
    /// <summary>So rarely is followed what was written that whoever dies takes the hint with it.</summary>
    private static readonly Dictionary<string, string?> Rarely = new() { ["Search__FollowMilliseconds"] = "60000" };

    [Fact]
    public async Task On_SQLite_what_was_written_before_a_kill_is_found_after_it()
    {
        await using var server = await ServerProcess.StartAsync(new ServerSettings { Environment = Rarely });

        await SurviveAsync(server);
    }

    [Fact]
    public async Task On_PostgreSQL_what_was_written_before_a_kill_is_found_after_it()
    {
        await using var postgres = await PostgresServer.StartAsync();
        await using var server = await ServerProcess.StartAsync(
            new ServerSettings { Postgres = await postgres.CreateDatabaseAsync(), Environment = Rarely });

        await SurviveAsync(server);
    }

    [Fact]
    public async Task Kills_while_the_index_follows_lose_and_double_nothing()
    {
        const int Kills = 3;
        await using var server = await ServerProcess.StartAsync(
            new ServerSettings { Environment = new Dictionary<string, string?> { ["Search__FollowMilliseconds"] = "10" } });
        for (var kill = 1; kill <= Kills; kill++)
        {
            await using var alice = await WireClient.LoginAsync(server, "alice");
            var sends = Task.WhenAll(Enumerable.Range(0, 200).Select(i => TrySendAsync(alice, $"{kill}-{i}")));
            await alice.UntilAsync("some are acknowledged", frames => frames.Count(static frame => frame.Type == "receipt") > 40);
            await server.KillAsync();
            await sends;
            await server.StartAgainAsync();
        }

        await using var bob = await WireClient.LoginAsync(server, "bob");
        var there = await bob.WholeHistoryAsync("d:alice:bob");
        Assert.True(there.Count >= 40 * Kills);
        Assert.Equal(there.Seqs().Reverse(), (await bob.FoundAsync(there.Count, "fox")).Seqs());
    }

    [Fact]
    public async Task Another_silo_follows_what_one_that_was_killed_had_written()
    {
        await using var postgres = await PostgresServer.StartAsync();
        await using var cluster = await ClusterProcesses.StartAsync(await postgres.CreateDatabaseAsync(), silos: 2, gateways: 1, redis: null, Rarely);
        await using var alice = await WireClient.LoginAsync(cluster.Gateways[0], "alice");
        for (var i = 0; i < 20; i++)
        {
            await SendUntilTakenAsync(alice, $"bob-{i}", "before");
        }

        await cluster.Silos[1].KillAsync();
        await alice.FoundAsync(20, "before");

        // What the other one has written is looked for by the one that comes back.
        await SendUntilTakenAsync(alice, "bob-0", "after");
        await cluster.Silos[1].StartAgainAsync();
        await alice.FoundAsync(1, "after");
        Assert.Equal(20, (await alice.SearchAsync("before")).Count);
    }

    private static async Task SurviveAsync(ServerProcess server)
    {
        await using (var alice = await WireClient.LoginAsync(server, "alice"))
        {
            await alice.SendTextAsync("bob", "the secret fox");
            await alice.SendTextAsync("bob", "the hen");
            await alice.SendTextAsync("bob", "another fox");
            await alice.RecallAsync("d:alice:bob", 1);
            await alice.EditAsync("d:alice:bob", 2, "the fox");
            await server.KillAsync();
        }

        await server.StartAgainAsync();
        await using var bob = await WireClient.LoginAsync(server, "bob");
        Assert.Equal([3, 2], (await bob.FoundAsync(2, "fox")).Seqs());
        Assert.Empty(await bob.SearchAsync("hen"));
        Assert.Empty(await bob.SearchAsync("secret"));
    }

    /// <summary>A lost connection leaves it open what became of it; the log tells.</summary>
    private static async Task TrySendAsync(WireClient alice, string id)
    {
        try
        {
            await alice.SendTextAsync("bob", $"fox {id}", id);
        }
        catch (Exception lost) when (lost is IOException or WaitException or ObjectDisposedException or InvalidOperationException)
        {
            // The server is gone.
        }
    }

    private static async Task SendUntilTakenAsync(WireClient client, string to, string text)
    {
        while ((await client.SendTextAsync(to, text, clientId: $"{text}-{to}")).IsError)
        {
            await Task.Delay(100, TestContext.Current.CancellationToken);
        }
    }
}
