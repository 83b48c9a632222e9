using OrleansIm.EndToEnd.Tests.Houses;
using OrleansIm.Support;
using OrleansIm.Support.Servers;

[assembly: AssemblyFixture(typeof(PostgresHouse))]

namespace OrleansIm.EndToEnd.Tests.Houses;

/// <summary>The server on PostgreSQL.</summary>
public sealed class PostgresHouse : House
{
    private PostgresServer? _postgres;

    public override async ValueTask DisposeAsync()
    {
        await base.DisposeAsync();
        if (_postgres is { } postgres)
        {
            await postgres.DisposeAsync();
        }
    }

    protected override async Task<ServerSettings> SettingsAsync()
    {
        _postgres = await PostgresServer.StartAsync();
        return new ServerSettings { Postgres = await _postgres.CreateDatabaseAsync() };
    }
}
