using OrleansIm.EndToEnd.Tests.Checking;
using OrleansIm.Support;
using OrleansIm.Support.Campaigns;
using OrleansIm.Support.Faults;
using OrleansIm.Support.Machine;
using OrleansIm.Support.Servers;

namespace OrleansIm.EndToEnd.Tests.Crash;

/// <summary>Many users talk, the server or its database is killed again and again, and afterwards every promise is checked.</summary>
public sealed class Kill_Tests
{
    private static readonly CampaignPlan Plan = new() { Messages = 20_000, Faults = 5, Limit = TimeSpan.FromMinutes(12) };

    [Fact]
    public async Task Killing_the_server_on_SQLite_breaks_no_promise()
    {
        await using var server = await ServerProcess.StartAsync(new ServerSettings { Environment = ServerSettings.ManyLogins });

        Verdict.Expect(await new Campaign(server, Plan).RunAsync(new ServerKiller(server)));
    }

    [Fact]
    public async Task Killing_the_server_on_PostgreSQL_breaks_no_promise()
    {
        await using var postgres = await PostgresServer.StartAsync();
        await using var server = await ServerProcess.StartAsync(new ServerSettings { Postgres = await postgres.CreateDatabaseAsync(), Environment = ServerSettings.ManyLogins });

        Verdict.Expect(await new Campaign(server, Plan).RunAsync(new ServerKiller(server)));
    }

    [Fact]
    public async Task Killing_the_database_under_a_running_server_delays_and_breaks_no_promise()
    {
        await using var postgres = await PostgresServer.StartAsync();
        await using var server = await ServerProcess.StartAsync(new ServerSettings { Postgres = await postgres.CreateDatabaseAsync(), Environment = ServerSettings.ManyLogins });

        Verdict.Expect(await new Campaign(server, Plan with { Messages = 10_000, Faults = 3 }).RunAsync(new PostgresKiller(postgres)));
        Assert.False(server.Process.HasExited);
    }

    [Fact]
    public async Task A_full_disk_delays_and_breaks_no_promise()
    {
        Assert.SkipWhen(MachineLack.Of(MachineParts.Disk) is not null, $"This machine can't have a disk to fill: {MachineLack.Of(MachineParts.Disk)}.");
        await using var disk = await SmallDisk.CreateAsync();
        await using var server = await ServerProcess.StartAsync(new ServerSettings { DataDirectory = disk.Folder("data"), Environment = ServerSettings.ManyLogins });

        var campaign = new Campaign(server, Plan with { Messages = 10_000, Faults = 1 });
        var report = await campaign.RunAsync(new ServerDiskFiller(server, disk, felt: () => campaign.Delayed > 0));

        Verdict.Expect(report);
        Assert.True(report.Delayed > 0, "Nobody was told to come back: the disk was not full for anybody.");
    }
}
