using Npgsql;
using OrleansIm.Storage.Calls;
using OrleansIm.Storage.Postgres.Connections;

namespace OrleansIm.Storage.Postgres.Calls;

/// <summary>Which call each user has, in PostgreSQL.</summary>
public sealed class PostgresCallLines(NpgsqlDataSource source) : ICallLines
{
    // The update happens in any case, so that the row is locked and its call the one that is returned, whoever comes at the same time.
    private const string TakeSql =
        """
        insert into call_line (user_id, call) values ($1, $2)
        on conflict (user_id) do update set call = case when call_line.call = $3::text then $2 else call_line.call end
        returning call
        """;

    public async ValueTask<string> TakeAsync(string user, string call, string? instead, CancellationToken cancellation)
    {
        await using var command = source.CreateCommand(TakeSql);
        return (string)(await command.With(user).With(call).With(instead).ExecuteScalarAsync(cancellation))!;
    }

    public async ValueTask<string?> FindAsync(string user, CancellationToken cancellation)
    {
        await using var command = source.CreateCommand("select call from call_line where user_id = $1");
        return (string?)await command.With(user).ExecuteScalarAsync(cancellation);
    }

    public async ValueTask ReleaseAsync(string call, string? user, CancellationToken cancellation)
    {
        await using var command = source.CreateCommand("delete from call_line where call = $1 and user_id = coalesce($2::text, user_id)");
        await command.With(call).With(user).ExecuteNonQueryAsync(cancellation);
    }

    public async ValueTask<IReadOnlyList<string>> ListAsync(string after, int limit, CancellationToken cancellation)
    {
        await using var command = source.CreateCommand("select distinct call from call_line where call > $1 order by call limit $2");
        await using var reader = await command.With(after).With(limit).ExecuteReaderAsync(cancellation);
        var calls = new List<string>();
        while (await reader.ReadAsync(cancellation))
        {
            calls.Add(reader.GetString(0));
        }

        return calls;
    }
}
