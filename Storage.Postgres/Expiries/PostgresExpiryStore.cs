using Npgsql;
using OrleansIm.Domain.Messages;
using OrleansIm.Storage.Expiries;
using OrleansIm.Storage.Postgres.Connections;

namespace OrleansIm.Storage.Postgres.Expiries;

/// <summary>Messages that expire, in PostgreSQL.</summary>
public sealed class PostgresExpiryStore(NpgsqlDataSource source) : IExpiryStore
{
    private const string Key = "(select key from conversation where id = $1)";

    // The rows are locked in the order of their keys first, as everywhere, so that two that start the same clocks queue up.
    private const string StartSql =
        $"""
        update expiring set due = s.due
        from (select e.conversation, e.seq, p.due from unnest($2::bigint[], $3::bigint[]) as p(seq, due)
              join expiring e on e.conversation = {Key} and e.seq = p.seq and e.due is null
              order by 1, 2 for update of e) s
        where expiring.conversation = s.conversation and expiring.seq = s.seq
        """;

    private const string DueSql =
        """
        select distinct c.id from expiring e join conversation c on c.key = e.conversation
        where e.due <= $1 and c.id > $2 order by c.id limit $3
        """;

    private const string DueOfSql = $"select seq from expiring where conversation = {Key} and due <= $2 and seq > $3 order by seq limit $4";

    public async ValueTask StartAsync(string conversation, IReadOnlyList<Deadline> deadlines, CancellationToken cancellation)
    {
        await using var command = source.CreateCommand(StartSql);
        await command.With(conversation)
            .With(deadlines.Select(static deadline => deadline.Seq).ToArray())
            .With(deadlines.Select(static deadline => deadline.Due).ToArray())
            .ExecuteNonQueryAsync(cancellation);
    }

    public async ValueTask<IReadOnlyList<string>> DueAsync(long now, string after, int limit, CancellationToken cancellation)
    {
        await using var command = source.CreateCommand(DueSql);
        return await ReadAsync(command.With(now).With(after).With((long)limit), static row => row.GetString(0), cancellation);
    }

    public async ValueTask<IReadOnlyList<long>> DueOfAsync(
        string conversation, long now, long after, int limit, CancellationToken cancellation)
    {
        await using var command = source.CreateCommand(DueOfSql);
        return await ReadAsync(
            command.With(conversation).With(now).With(after).With((long)limit), static row => row.GetInt64(0), cancellation);
    }

    public async ValueTask DropAsync(string conversation, long seq, CancellationToken cancellation)
    {
        await using var command = source.CreateCommand($"delete from expiring where conversation = {Key} and seq = $2");
        await command.With(conversation).With(seq).ExecuteNonQueryAsync(cancellation);
    }

    private static async ValueTask<IReadOnlyList<T>> ReadAsync<T>(
        NpgsqlCommand command, Func<NpgsqlDataReader, T> read, CancellationToken cancellation)
    {
        await using var reader = await command.ExecuteReaderAsync(cancellation);
        var rows = new List<T>();
        while (await reader.ReadAsync(cancellation))
        {
            rows.Add(read(reader));
        }

        return rows;
    }
}
