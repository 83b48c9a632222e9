using OrleansIm.Support;
using OrleansIm.Support.Servers;
using OrleansIm.Support.Wire;

namespace OrleansIm.EndToEnd.Tests.Schedules;

/// <summary>kill -9 while messages wait and are being sent: each is sent, and once.</summary>
public sealed class Schedule_crash_Tests
{
    private const int Messages = 24;
    private const string Pair = "d:alice:bob";

    [Fact]
    public async Task On_SQLite_each_is_sent_once()
    {
        await using var server = await ServerProcess.StartAsync();

        await SurviveAsync(server);
    }

    [Fact]
    public async Task On_PostgreSQL_each_is_sent_once()
    {
        await using var postgres = await PostgresServer.StartAsync();
        await using var server = await ServerProcess.StartAsync(new ServerSettings { Postgres = await postgres.CreateDatabaseAsync() });

        await SurviveAsync(server);
    }

    [Fact]
    public async Task In_a_cluster_another_silo_goes_on_when_one_dies()
    {
        const int Pairs = 8;
        await using var postgres = await PostgresServer.StartAsync();
        await using var cluster = await ClusterProcesses.StartAsync(await postgres.CreateDatabaseAsync(), silos: 2, gateways: 2);
        List<(WireClient Alice, WireClient Bob)> pairs = [];
        for (var i = 0; i < Pairs; i++)
        {
            var alice = await WireClient.LoginAsync(cluster.Gateways[0], $"alice-{i}");
            pairs.Add((alice, await WireClient.LoginAsync(cluster.Gateways[1], $"bob-{i}")));
            await ScheduleAllAsync(alice, $"bob-{i}", 4);
        }

        // Half of the users' and conversations' grains, about, lived there.
        await pairs[0].Bob.MessageAsync("d:alice-0:bob-0", 1);
        await cluster.Silos[1].KillAsync();
        for (var i = 0; i < Pairs; i++)
        {
            var (alice, bob) = pairs[i];
            await alice.NothingWaitsAsync();
            await bob.MessageAsync($"d:alice-{i}:bob-{i}", 4);
            Assert.Equal(Texts(4), (await bob.WholeHistoryAsync($"d:alice-{i}:bob-{i}")).Select(static message => message.Body).Order(StringComparer.Ordinal));
            await bob.DisposeAsync();
            await alice.DisposeAsync();
        }
    }

    private static async Task SurviveAsync(ServerProcess server)
    {
        await using (var alice = await WireClient.LoginAsync(server, "alice"))
        {
            await using var bob = await WireClient.LoginAsync(server, "bob");
            await ScheduleAllAsync(alice, "bob", Messages);
            Assert.False((await alice.ScheduleAsync(new { user = "bob" }, "not now", "never", ScheduleWire.Ahead(TimeSpan.FromDays(30)))).IsError);
            await alice.CancelScheduledAsync(Pair, "never");

            // The first are sent, the others are not, or just now.
            await bob.MessageAsync(Pair, 1);
            await server.KillAsync();
        }

        await server.StartAgainAsync();
        await using var again = await WireClient.LoginAsync(server, "alice");
        await using var other = await WireClient.LoginAsync(server, "bob");
        await again.NothingWaitsAsync();
        Assert.Equal(Texts(Messages), (await other.WholeHistoryAsync(Pair)).Select(static message => message.Body).Order(StringComparer.Ordinal));
        await other.LineWhenAsync(Pair, static line => line.GetProperty("unread").GetInt64() == Messages);
    }

    private static async Task ScheduleAllAsync(WireClient client, string to, int count)
    {
        for (var i = 0; i < count; i++)
        {
            var answer = await client.ScheduleSoonAsync(new { user = to }, TextOf(i), $"c{i}", 2_000 + (i * 100));
            Assert.False(answer.IsError, answer.ToString());
        }
    }

    private static IEnumerable<string> Texts(int count) => Enumerable.Range(0, count).Select(TextOf);

    private static string TextOf(int i) => $"text {i:000}";
}
