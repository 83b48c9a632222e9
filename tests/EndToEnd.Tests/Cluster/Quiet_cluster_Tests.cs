using System.Globalization;
using OrleansIm.Support;
using OrleansIm.Support.Servers;
using OrleansIm.Support.Wire;

namespace OrleansIm.EndToEnd.Tests.Cluster;

/// <summary>Nobody says anything for a while: what was joined stays joined, and the next word does not wait for a new connection.</summary>
public sealed class Quiet_cluster_Tests
{
    // Longer than a call waits for its answer, and than a lost peer is waited for. That nothing happens can't be waited for in
    // another way; a slow machine makes this test less sharp, not red.
    private static readonly TimeSpan Quiet = TimeSpan.FromSeconds(12);

    [Fact]
    public async Task The_connections_between_the_processes_outlast_a_time_in_which_nobody_speaks()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "The connections are read from the tables of Linux.");
        await using var postgres = await PostgresServer.StartAsync();
        await using var cluster = await ClusterProcesses.StartAsync(await postgres.CreateDatabaseAsync(), silos: 2, gateways: 1);
        await using var alice = await WireClient.LoginAsync(cluster.Server, "alice");
        await SayAsync(alice, "before");
        var before = Connections(cluster);

        await Task.Delay(Quiet, TestContext.Current.CancellationToken);

        Assert.NotEmpty(before);
        var gone = before.Except(Connections(cluster)).ToArray();
        Assert.True(gone.Length == 0, $"{gone.Length} of {before.Count} connections were cut: {string.Join(", ", gone)}.");
        await SayAsync(alice, "after");
    }

    /// <summary>To so many conversations that some live on each silo; as often as it takes on a busy machine.</summary>
    private static Task SayAsync(WireClient client, string what) => Task.WhenAll(Enumerable.Range(0, 12).Select(async number =>
    {
        while ((await client.SendTextAsync($"friend-{number}", what, clientId: $"{what}-{number}")) is { IsError: true } answer)
        {
            Assert.Equal("busy", answer.Code);
            await Task.Delay((int)answer.Number("retryAfter"), TestContext.Current.CancellationToken);
        }
    }));

    /// <summary>What is open to the silos' ports, each connection by both of its ports.</summary>
    private static HashSet<(int From, int To)> Connections(ClusterProcesses cluster)
    {
        const string Established = "01";
        var ports = cluster.Silos.SelectMany(static silo => new[] { silo.SiloPort, silo.OrleansPort }).ToHashSet();
        return
        [
            .. File.ReadLines("/proc/net/tcp").Skip(1)
                .Select(static line => line.Split(' ', StringSplitOptions.RemoveEmptyEntries))
                .Where(static words => words[3] == Established)
                .Select(static words => (From: PortOf(words[1]), To: PortOf(words[2])))
                .Where(one => ports.Contains(one.To)),
        ];
    }

    private static int PortOf(string address) =>
        int.Parse(address.AsSpan(address.IndexOf(':') + 1), NumberStyles.HexNumber, CultureInfo.InvariantCulture);
}
