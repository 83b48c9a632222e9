using Npgsql;
using OrleansIm.Storage.Health;

namespace OrleansIm.Storage.Postgres.Health;

/// <summary>A connection of its own, kept open, that asks for nothing.</summary>
internal sealed class PostgresProbe(string connectionString) : IStorageProbe, IAsyncDisposable
{
    // When the patience is over the connection is given up at once: to ask the server to stop first would wait for it again.
    private readonly NpgsqlDataSource _source = NpgsqlDataSource.Create(new NpgsqlConnectionStringBuilder(connectionString)
    {
        MinPoolSize = 0,
        MaxPoolSize = 1,
        CancellationTimeout = -1,
        ApplicationName = "OrleansIm probe",
        Enlist = false,
    });

    public async ValueTask ProbeAsync(CancellationToken cancellation)
    {
        await using var command = _source.CreateCommand("select 1");
        await command.ExecuteScalarAsync(cancellation);
    }

    public ValueTask DisposeAsync() => _source.DisposeAsync();
}
