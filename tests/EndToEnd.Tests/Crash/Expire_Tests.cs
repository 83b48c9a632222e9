using OrleansIm.EndToEnd.Tests.Messages;
using OrleansIm.Support;
using OrleansIm.Support.Servers;
using OrleansIm.Support.Wire;

namespace OrleansIm.EndToEnd.Tests.Crash;

/// <summary>kill -9 between the reading of messages and their end: each goes, and once, also what fell due while no server was there.</summary>
public sealed class Expire_Tests
{
    private const int Messages = 12;
    private const string Pair = "d:alice:bob";

    [Fact]
    public async Task On_SQLite_each_goes_once()
    {
        await using var server = await ServerProcess.StartAsync();

        await SurviveAsync(server);
    }

    [Fact]
    public async Task On_PostgreSQL_each_goes_once()
    {
        await using var postgres = await PostgresServer.StartAsync();
        await using var server = await ServerProcess.StartAsync(new ServerSettings { Postgres = await postgres.CreateDatabaseAsync() });

        await SurviveAsync(server);
    }

    private static async Task SurviveAsync(ServerProcess server)
    {
        long last;
        await using (var alice = await WireClient.LoginAsync(server, "alice"))
        {
            await using var bob = await WireClient.LoginAsync(server, "bob");
            for (var i = 1; i <= Messages; i++)
            {
                Assert.False((await alice.SendExpiringAsync(new { user = "bob" }, $"secret {i}", i % 2 == 0 ? 2 : 1)).IsError);
            }

            await alice.SendExpiringAsync(new { user = "bob" }, "unread", 1);
            Assert.False((await bob.ReadAsync(Pair, Messages)).IsError);
            last = TimeProvider.System.GetUtcNow().ToUnixTimeMilliseconds();
            await server.KillAsync();
        }

        // The last of them falls due while nothing runs.
        while (TimeProvider.System.GetUtcNow().ToUnixTimeMilliseconds() < last + 2_000)
        {
            await Task.Delay(50, TestContext.Current.CancellationToken);
        }

        await server.StartAgainAsync();
        await using var reader = await WireClient.LoginAsync(server, "bob");
        for (var i = 1; i <= Messages; i++)
        {
            await reader.GoneAsync(Pair, i);
        }

        var history = await reader.WholeHistoryAsync(Pair);
        Assert.Equal(Messages + 1, history.TakeWhile(static message => message.Kind != "recall").Count());
        Assert.Equal("unread", history[Messages].Body);
        Assert.Equal(
            Enumerable.Range(1, Messages).Select(static seq => (long)seq),
            history.Skip(Messages + 1).Select(static message => message.Content!.Value.GetProperty("seq").GetInt64()).Order());
        Assert.DoesNotContain(history, static message => message.ToString().Contains("secret", StringComparison.Ordinal));
    }
}
