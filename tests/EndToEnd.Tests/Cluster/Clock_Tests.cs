using System.Diagnostics;
using OrleansIm.Support;
using OrleansIm.Support.Machine;
using OrleansIm.Support.Servers;
using OrleansIm.Support.Wire;

namespace OrleansIm.EndToEnd.Tests.Cluster;

/// <summary>The wall clock of a server jumps while it runs.</summary>
public sealed class Clock_Tests
{
    [Fact]
    public async Task Tokens_and_recalls_go_by_the_servers_clock_and_sequences_by_none()
    {
        Assert.SkipWhen(MachineLack.Of(MachineParts.Clocks) is not null, $"This machine can't have clocks of its own: {MachineLack.Of(MachineParts.Clocks)}.");
        using var clock = await ProcessClock.CreateAsync();
        await using var server = await ServerProcess.StartAsync(new ServerSettings { Environment = clock.Environment });
        var halfAnHour = new LoginOptions { Token = server.TokenFor("bob", life: TimeSpan.FromMinutes(30)) };
        await using var alice = await WireClient.LoginAsync(server, "alice", new LoginOptions { Token = server.TokenFor("alice", life: TimeSpan.FromHours(6)) });
        await using (await WireClient.LoginAsync(server, "bob", halfAnHour))
        {
            // As long as the clock is right it is good.
        }

        var first = await alice.SendTextAsync("bob", "on time");
        clock.Put(TimeSpan.FromHours(1));
        var second = await alice.SendTextAsync("bob", "an hour ahead");
        Assert.InRange(second.Number("time") - first.Number("time"), TimeSpan.FromMinutes(59).TotalMilliseconds, TimeSpan.FromMinutes(90).TotalMilliseconds);
        await Assert.ThrowsAsync<WaitException>(() => WireClient.LoginAsync(server, "bob", halfAnHour));
        Assert.Equal("expired", (await alice.RecallAsync("d:alice:bob", first.Number("seq"))).Code);

        clock.Put(TimeSpan.FromHours(-1));
        var third = await alice.SendTextAsync("bob", "an hour behind");
        clock.Put(TimeSpan.Zero);
        var fourth = await alice.SendTextAsync("bob", "on time again");

        Assert.Equal([1, 2, 3, 4], new[] { first, second, third, fourth }.Select(static answer => answer.Number("seq")));
        Assert.True(third.Number("time") < first.Number("time"));
        Assert.False((await alice.RecallAsync("d:alice:bob", fourth.Number("seq"))).IsError);
        await using var bob = await WireClient.LoginAsync(server, "bob", halfAnHour);
        var history = await bob.WholeHistoryAsync("d:alice:bob");
        Assert.Equal([1, 2, 3, 4, 5], history.Select(static message => message.Seq));
    }

    [Fact]
    public async Task A_gateway_whose_clock_was_put_back_finds_a_silo_that_it_had_lost()
    {
        Assert.SkipWhen(MachineLack.Of(MachineParts.Clocks) is not null, $"This machine can't have clocks of its own: {MachineLack.Of(MachineParts.Clocks)}.");
        using var clock = await ProcessClock.CreateAsync();
        await using var postgres = await PostgresServer.StartAsync();
        var silo = new ServerSettings
        {
            Postgres = await postgres.CreateDatabaseAsync(),
            Environment = new Dictionary<string, string?> { ["Cluster__Membership"] = "postgres" },
        };
        var front = silo with
        {
            Program = "Gateway",
            Environment = silo.Environment.Concat(clock.Environment).ToDictionary(StringComparer.Ordinal),
        };
        await using var cluster = await ClusterProcesses.StartAsync([silo], [front]);
        clock.Put(TimeSpan.FromHours(1));
        await cluster.Silos[0].KillAsync();
        var gateway = cluster.Gateways[0];
        await UntilAsync(() => gateway.Output.Contains("No silo said who is there", StringComparison.Ordinal));

        clock.Put(TimeSpan.Zero);
        await cluster.Silos[0].StartAgainAsync();

        await using var alice = await LoggedInAsync(gateway);
        Assert.False((await alice.SendTextAsync("bob", "here again")).IsError);
    }

    [Fact]
    public async Task A_server_whose_clock_was_put_back_takes_in_who_was_not_there_before()
    {
        const string Before = "Before collection #", After = "After collection #";
        Assert.SkipWhen(MachineLack.Of(MachineParts.Clocks) is not null, $"This machine can't have clocks of its own: {MachineLack.Of(MachineParts.Clocks)}.");
        using var clock = await ProcessClock.CreateAsync();
        await using var server = await ServerProcess.StartAsync(new ServerSettings
        {
            Environment = new Dictionary<string, string?>(clock.Environment) { ["Logging__LogLevel__Orleans.Runtime.ActivationCollector"] = "Debug" },
        });
        clock.Put(TimeSpan.FromHours(1));

        // Grains at rest are looked for once a minute. One whole round goes by the wrong clock.
        var begun = Count(Before);
        await UntilAsync(() => Count(Before) > begun && Count(After) > begun);
        clock.Put(TimeSpan.Zero);

        await using var alice = await WireClient.LoginAsync(server, "alice");
        Assert.False((await alice.SendTextAsync("bob", "here I am")).IsError);

        int Count(string words) => server.Output.Split(words).Length - 1;
    }

    private static async Task UntilAsync(Func<bool> condition)
    {
        while (!condition())
        {
            await Task.Delay(100, TestContext.Current.CancellationToken);
        }
    }

    /// <summary>As a client that comes again when it is turned away.</summary>
    private static async Task<WireClient> LoggedInAsync(ServerProcess gateway)
    {
        var login = new LoginOptions { Token = gateway.TokenFor("alice", life: TimeSpan.FromHours(6)) };
        for (var waited = Stopwatch.StartNew(); ;)
        {
            try
            {
                return await WireClient.LoginAsync(gateway, "alice", login);
            }
            catch (WaitException) when (waited.Elapsed < TimeSpan.FromMinutes(2))
            {
                await Task.Delay(500, TestContext.Current.CancellationToken);
            }
        }
    }
}
