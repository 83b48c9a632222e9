using System.Net;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Orleans.Configuration;
using OrleansIm.Storage.Tests.Engines;

namespace OrleansIm.Storage.Tests.Clustering;

/// <summary>Orleans' own AdoNet membership table on our tables and queries, asked the way silos ask it.</summary>
public sealed class MembershipTableTests(PostgresEngine engine) : IAsyncLifetime
{
    private static readonly DateTime Start = new(2026, 7, 1, 12, 0, 0, DateTimeKind.Utc);

    private string _connectionString = string.Empty;
    private IHost _host = null!;
    private IMembershipTable _table = null!;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        await using (var storage = await PostgresUnderTest.CreateAsync(engine.Server))
        {
            _connectionString = storage.ConnectionString;
        }

        _host = Host("one");
        _table = await TableAsync(_host);
    }

    public ValueTask DisposeAsync()
    {
        _host.Dispose();
        return ValueTask.CompletedTask;
    }

    [Fact]
    public async Task A_new_cluster_is_empty_and_has_a_version()
    {
        var all = await _table.ReadAllAsync(Token);
        Assert.Empty(all.Members);
        Assert.Equal(0, all.Version.Version);
    }

    [Fact]
    public async Task What_was_inserted_is_read_again_alone_and_among_all()
    {
        var (first, second) = (Entry(1), Entry(2));
        Assert.True(await InsertAsync(first));
        Assert.True(await InsertAsync(second));

        var all = await _table.ReadAllAsync(Token);
        Assert.Equal((2, 2), (all.Members.Count, all.Version.Version));
        AssertSame(second, Assert.Single((await _table.ReadRowAsync(second.SiloAddress, Token)).Members).Item1);
        AssertSame(first, all.TryGet(first.SiloAddress)!.Item1);
        var unknown = await _table.ReadRowAsync(Entry(3).SiloAddress, Token);
        Assert.Empty(unknown.Members);
        Assert.Equal(2, unknown.Version.Version);
    }

    [Fact]
    public async Task A_writer_that_has_not_read_the_newest_version_writes_nothing()
    {
        var stale = (await _table.ReadAllAsync(Token)).Version;
        Assert.True(await InsertAsync(Entry(1)));

        Assert.False(await _table.InsertRowAsync(Entry(2), stale.Next(), Token));
        Assert.False(await InsertAsync(Entry(1)));

        stale = (await _table.ReadAllAsync(Token)).Version;
        var (entry, etag) = (await _table.ReadAllAsync(Token)).Members.Single();
        Assert.True(await InsertAsync(Entry(2)));
        entry.Status = SiloStatus.Dead;
        Assert.False(await _table.UpdateRowAsync(entry, etag, stale.Next(), Token));

        var all = await _table.ReadAllAsync(Token);
        Assert.Equal((2, 2), (all.Members.Count, all.Version.Version));
        Assert.All(all.Members, row => Assert.Equal(SiloStatus.Active, row.Item1.Status));
    }

    [Fact]
    public async Task A_silo_that_is_not_in_the_table_can_not_be_updated_and_raises_no_version()
    {
        await InsertAsync(Entry(1));
        var all = await _table.ReadAllAsync(Token);

        Assert.False(await _table.UpdateRowAsync(Entry(3), all.Members[0].Item2, all.Version.Next(), Token));

        Assert.Equal(1, (await _table.ReadAllAsync(Token)).Version.Version);
    }

    [Fact]
    public async Task An_update_changes_status_and_suspicions_and_raises_the_version()
    {
        await InsertAsync(Entry(1));
        await InsertAsync(Entry(2));
        var all = await _table.ReadAllAsync(Token);
        var (entry, etag) = all.TryGet(Entry(1).SiloAddress)!;
        entry.Status = SiloStatus.Dead;
        entry.SuspectTimes = [Tuple.Create(Entry(2).SiloAddress, Start.AddMinutes(3))];

        Assert.True(await _table.UpdateRowAsync(entry, etag, all.Version.Next(), Token));

        all = await _table.ReadAllAsync(Token);
        Assert.Equal(3, all.Version.Version);
        AssertSame(entry, all.TryGet(entry.SiloAddress)!.Item1);
        AssertSame(Entry(2), all.TryGet(Entry(2).SiloAddress)!.Item1);
    }

    [Fact]
    public async Task A_sign_of_life_changes_one_silos_time_and_no_version()
    {
        await InsertAsync(Entry(1));
        await InsertAsync(Entry(2));
        var alive = Entry(1);
        alive.IAmAliveTime = Start.AddHours(1);

        await _table.UpdateIAmAliveAsync(alive, Token);

        var all = await _table.ReadAllAsync(Token);
        Assert.Equal(2, all.Version.Version);
        Assert.Equal(Start.AddHours(1), all.TryGet(alive.SiloAddress)!.Item1.IAmAliveTime);
        Assert.Equal(Start, all.TryGet(Entry(2).SiloAddress)!.Item1.IAmAliveTime);
    }

    [Fact]
    public async Task Only_silos_that_are_dead_and_long_silent_are_cleaned_away()
    {
        await InsertAsync(Entry(1, SiloStatus.Dead));
        await InsertAsync(Entry(2, SiloStatus.Dead, Start.AddHours(2)));
        await InsertAsync(Entry(3));

        await _table.CleanupDefunctSiloEntriesAsync(new DateTimeOffset(Start.AddHours(1)), Token);

        Assert.Equal([2, 3], (await _table.ReadAllAsync(Token)).Members.Select(row => row.Item1.SiloAddress.Endpoint.Port).Order());
    }

    [Fact]
    public async Task Clusters_on_one_database_do_not_see_each_other()
    {
        using var host = Host("two");
        var other = await TableAsync(host);
        await InsertAsync(Entry(1));
        Assert.Empty((await other.ReadAllAsync(Token)).Members);
        Assert.True(await other.InsertRowAsync(Entry(1), (await other.ReadAllAsync(Token)).Version.Next(), Token));

        await _table.DeleteMembershipTableEntriesAsync("one", Token);

        Assert.Single((await other.ReadAllAsync(Token)).Members);
        await _table.InitializeMembershipTableAsync(true, Token);
        Assert.Empty((await _table.ReadAllAsync(Token)).Members);
    }

    [Fact]
    public async Task Of_silos_that_race_for_one_version_one_wins()
    {
        var next = (await _table.ReadAllAsync(Token)).Version.Next();
        var outcomes = await Task.WhenAll(Enumerable.Range(1, 8).Select(port => _table.InsertRowAsync(Entry(port), next, Token)));
        Assert.Single(outcomes, won => won);
        Assert.Single((await _table.ReadAllAsync(Token)).Members);
    }

    private static MembershipEntry Entry(int port, SiloStatus status = SiloStatus.Active, DateTime? alive = null) => new()
    {
        SiloAddress = SiloAddress.New(IPAddress.Loopback, port, 7),
        SiloName = $"silo-{port}",
        HostName = "here",
        Status = status,
        ProxyPort = 30_000 + port,
        StartTime = Start,
        IAmAliveTime = alive ?? Start,
    };

    private static void AssertSame(MembershipEntry expected, MembershipEntry found)
    {
        Assert.Equal(
            (expected.SiloAddress, expected.SiloName, expected.HostName, expected.Status, expected.ProxyPort, expected.StartTime, expected.IAmAliveTime),
            (found.SiloAddress, found.SiloName, found.HostName, found.Status, found.ProxyPort, found.StartTime, found.IAmAliveTime));
        Assert.Equal(expected.SuspectTimes ?? [], found.SuspectTimes ?? []);
    }

    private static async Task<IMembershipTable> TableAsync(IHost host)
    {
        var table = host.Services.GetRequiredService<IMembershipTable>();
        await table.InitializeMembershipTableAsync(true, Token);
        return table;
    }

    private async Task<bool> InsertAsync(MembershipEntry entry) =>
        await _table.InsertRowAsync(entry, (await _table.ReadAllAsync(Token)).Version.Next(), Token);

    private IHost Host(string cluster) => new HostBuilder().UseOrleans(silo => silo
        .UseAdoNetClustering(options =>
        {
            options.Invariant = "Npgsql";
            options.ConnectionString = _connectionString;
        })
        .Configure<ClusterOptions>(options => (options.ClusterId, options.ServiceId) = (cluster, "test"))
        .ConfigureEndpoints(11_111, 30_000)).Build();
}
