using System.Globalization;
using Npgsql;
using OrleansIm.Storage.Migrations;

namespace OrleansIm.Storage.Postgres.Migrations;

/// <summary>Applies the embedded steps to PostgreSQL; several programs starting at once take turns.</summary>
public sealed class PostgresMigrator(NpgsqlDataSource source) : IStorageMigrator
{
    private const long LockKey = 0x6f696d_73636865;

    private static readonly IReadOnlyList<Migration> Steps = MigrationScripts.Of(typeof(PostgresMigrator).Assembly, "Migrations");

    public async Task MigrateAsync(CancellationToken cancellation)
    {
        await using var connection = await source.OpenConnectionAsync(cancellation);
        await ExecuteAsync(connection, string.Create(CultureInfo.InvariantCulture, $"select pg_advisory_lock({LockKey})"), cancellation);
        try
        {
            await ExecuteAsync(
                connection,
                "create table if not exists schema_version (version integer primary key, name text not null, applied timestamptz not null default now())",
                cancellation);
            var found = await VersionAsync(connection, cancellation);
            if (found > Steps.Count)
            {
                throw new SchemaTooNewException(found, Steps.Count);
            }

            foreach (var step in Steps.Skip(found))
            {
                await ApplyAsync(connection, step, cancellation);
            }
        }
        finally
        {
            await ExecuteAsync(connection, string.Create(CultureInfo.InvariantCulture, $"select pg_advisory_unlock({LockKey})"), CancellationToken.None);
        }
    }

    private static async Task ApplyAsync(NpgsqlConnection connection, Migration step, CancellationToken cancellation)
    {
        await using var transaction = await connection.BeginTransactionAsync(cancellation);
        await ExecuteAsync(connection, step.Sql, cancellation);
        await using var record = new NpgsqlCommand("insert into schema_version (version, name) values ($1, $2)", connection);
        record.Parameters.Add(new NpgsqlParameter<int> { TypedValue = step.Version });
        record.Parameters.Add(new NpgsqlParameter<string> { TypedValue = step.Name });
        await record.ExecuteNonQueryAsync(cancellation);
        await transaction.CommitAsync(cancellation);
    }

    private static async Task<int> VersionAsync(NpgsqlConnection connection, CancellationToken cancellation)
    {
        await using var command = new NpgsqlCommand("select coalesce(max(version), 0) from schema_version", connection);
        return (int)(await command.ExecuteScalarAsync(cancellation))!;
    }

    private static async Task ExecuteAsync(NpgsqlConnection connection, string sql, CancellationToken cancellation)
    {
        await using var command = new NpgsqlCommand(sql, connection) { CommandTimeout = 0 };
        await command.ExecuteNonQueryAsync(cancellation);
    }
}
