using OrleansIm.Support;
using OrleansIm.Support.Servers;
using OrleansIm.Support.Wire;

namespace OrleansIm.EndToEnd.Tests.Configuration;

/// <summary>SIGTERM: the clients are told, nothing is lost, nothing is logged as an error.</summary>
public sealed class Stopping_Tests
{
    // The clients of these tests do not go by themselves.
    private static readonly Dictionary<string, string?> Drain = new() { ["Limits__DrainSeconds"] = "1" };

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_server_that_is_told_to_stop_tells_its_clients_and_ends_well(bool onPostgres)
    {
        await using var postgres = onPostgres ? await PostgresServer.StartAsync() : null;
        await using var server = await ServerProcess.StartAsync(
            new ServerSettings
            {
                Postgres = postgres is null ? null : await postgres.CreateDatabaseAsync(),
                Environment = Drain,
            });
        await using var client = await WireClient.LoginAsync(server, "alice");
        var receipts = await Task.WhenAll(Enumerable.Range(0, 50).Select(i => client.SendTextAsync("bob", $"{i}")));

        var code = await server.TerminateAsync();
        var close = await client.Closed.WaitAsync(TimeSpan.FromSeconds(120), TestContext.Current.CancellationToken);

        Assert.True(code == 0, $"exit code {code}:\n{server.Output}");
        server.EnsureCalm();
        Assert.Equal("Stopped.", server.Output.TrimEnd().Split('\n')[^1]);
        Assert.Equal("draining", close?.Code);
        Assert.True(close!.Flag("retry"));
        Assert.All(receipts, receipt => Assert.False(receipt.IsError));

        await server.StartAgainAsync();
        await using var again = await WireClient.LoginAsync(server, "alice");
        Assert.Equal(50, (await again.HistoryAsync("d:alice:bob")).Count);
    }

    [Fact]
    public async Task Cursors_that_were_not_written_yet_are_written_before_the_end()
    {
        await using var server = await ServerProcess.StartAsync(new ServerSettings { Environment = Drain });
        await using (var bob = await WireClient.LoginAsync(server, "bob"))
        {
            await bob.DrainedAsync();
            await using var alice = await WireClient.LoginAsync(server, "alice");
            await Task.WhenAll(Enumerable.Range(0, 5).Select(i => alice.SendTextAsync("bob", $"{i}")));
            await bob.MessageAsync("d:alice:bob", 5);
            await bob.ReadAsync("d:alice:bob", 3);
            await server.TerminateAsync();
        }

        await server.StartAgainAsync();
        await using var again = await WireClient.LoginAsync(server, "bob");
        await again.DrainedAsync();

        Assert.Empty(again.Pushed("d:alice:bob"));
        Assert.Equal(3, (await again.LineAsync("d:alice:bob"))!.Value.GetProperty("readSeq").GetInt64());
    }
}
