using Npgsql;
using OrleansIm.Domain.People;
using OrleansIm.Storage.People;
using OrleansIm.Storage.Postgres.Connections;

namespace OrleansIm.Storage.Postgres.People;

/// <summary>What users show of themselves, in PostgreSQL.</summary>
public sealed class PostgresProfileStore(NpgsqlDataSource source) : IProfileStore
{
    private const string SaveSql =
        """
        insert into profile (user_id, name, portrait, custom)
        values ($1, coalesce($2::text, ''), coalesce($3::text, ''), coalesce($4::text, ''))
        on conflict (user_id) do update set name = coalesce($2::text, profile.name), portrait = coalesce($3::text, profile.portrait),
            custom = coalesce($4::text, profile.custom)
        returning user_id, name, portrait, custom
        """;

    public async ValueTask<IReadOnlyList<Profile>> LoadAsync(IReadOnlyList<string> users, CancellationToken cancellation)
    {
        await using var command = source.CreateCommand("select user_id, name, portrait, custom from profile where user_id = any($1)");
        await using var reader = await command.With(users.ToArray()).ExecuteReaderAsync(cancellation);
        var profiles = new List<Profile>();
        while (await reader.ReadAsync(cancellation))
        {
            profiles.Add(Read(reader));
        }

        return profiles;
    }

    public async ValueTask<Profile> SaveAsync(string user, ProfileChange change, CancellationToken cancellation)
    {
        await using var command = source.CreateCommand(SaveSql);
        command.With(user).With(change.Name).With(change.Portrait).With(change.Custom);
        await using var reader = await command.ExecuteReaderAsync(cancellation);
        await reader.ReadAsync(cancellation);
        return Read(reader);
    }

    private static Profile Read(NpgsqlDataReader row) => new(row.GetString(0), row.GetString(1), row.GetString(2), row.GetString(3));
}
