using Npgsql;
using OrleansIm.Domain.Upgrades;
using OrleansIm.Storage.Operators;
using OrleansIm.Storage.Postgres.Connections;

namespace OrleansIm.Storage.Postgres.Operators;

/// <summary>The rules of upgrades in PostgreSQL.</summary>
public sealed class PostgresUpgradeStore(NpgsqlDataSource source) : IUpgradeStore
{
    public async ValueTask SetAsync(UpgradeRule rule, CancellationToken cancellation)
    {
        await using var command = source.CreateCommand(
            """
            insert into upgrade_rule (platform, minimum, latest, url, set_by, time) values ($1, $2, $3, $4, $5, $6)
            on conflict (platform) do update set
                minimum = excluded.minimum, latest = excluded.latest, url = excluded.url, set_by = excluded.set_by, time = excluded.time
            """);
        command.With(rule.Platform).With(rule.Minimum).With(rule.Latest).With(rule.Url).With(rule.By).With(rule.Time);
        await command.ExecuteNonQueryAsync(cancellation);
    }

    public async ValueTask<bool> RemoveAsync(string platform, CancellationToken cancellation)
    {
        await using var command = source.CreateCommand("delete from upgrade_rule where platform = $1");
        return await command.With(platform).ExecuteNonQueryAsync(cancellation) > 0;
    }

    public async ValueTask<IReadOnlyList<UpgradeRule>> LoadAsync(CancellationToken cancellation)
    {
        await using var command = source.CreateCommand("select platform, minimum, latest, url, set_by, time from upgrade_rule order by platform");
        await using var reader = await command.ExecuteReaderAsync(cancellation);
        var rules = new List<UpgradeRule>();
        while (await reader.ReadAsync(cancellation))
        {
            rules.Add(new UpgradeRule(
                reader.GetString(0), reader.GetString(1), reader.GetString(2), reader.GetString(3), reader.GetString(4), reader.GetInt64(5)));
        }

        return rules;
    }
}
