using Npgsql;
using OrleansIm.Storage.Log;
using OrleansIm.Storage.Postgres.Connections;

namespace OrleansIm.Storage.Postgres.Log;

/// <summary>Versions of edited messages in PostgreSQL.</summary>
public sealed class PostgresRevisionStore(NpgsqlDataSource source) : IRevisionStore
{
    private const string Versions =
        """
        select seq, edit_seq, time, content from revision
        where conversation = (select key from conversation where id = $1) and seq = $2 and edit_seq > $3
        order by edit_seq limit $4
        """;

    private const string VersionsAsOf =
        """
        select r.seq, r.edit_seq, r.time, r.content from unnest($2::bigint[]) as p(seq)
        cross join lateral (
            select * from revision where conversation = (select key from conversation where id = $1)
                and seq = p.seq and edit_seq <= $3 order by edit_seq desc limit 1) r
        """;

    private const string EditsOf =
        """
        select edit_seq from revision
        where conversation = (select key from conversation where id = $1) and seq = $2 and edit_seq > $2
        order by edit_seq desc limit $3
        """;

    public async ValueTask<IReadOnlyList<Revision>> ReadAsync(
        string conversation, long seq, long after, int limit, CancellationToken cancellation)
    {
        await using var command = source.CreateCommand(Versions);
        return await ReadAsync(command.With(conversation).With(seq).With(after).With(limit), cancellation);
    }

    public async ValueTask<IReadOnlyList<Revision>> AsOfAsync(
        string conversation, IReadOnlyList<long> seqs, long upTo, CancellationToken cancellation)
    {
        await using var command = source.CreateCommand(VersionsAsOf);
        return await ReadAsync(command.With(conversation).With(seqs.ToArray()).With(upTo), cancellation);
    }

    public async ValueTask<IReadOnlyList<long>> EditsAsync(string conversation, long seq, int limit, CancellationToken cancellation)
    {
        await using var command = source.CreateCommand(EditsOf);
        await using var reader = await command.With(conversation).With(seq).With(limit).ExecuteReaderAsync(cancellation);
        var edits = new List<long>();
        while (await reader.ReadAsync(cancellation))
        {
            edits.Add(reader.GetInt64(0));
        }

        edits.Reverse();
        return edits;
    }

    private static async Task<List<Revision>> ReadAsync(NpgsqlCommand command, CancellationToken cancellation)
    {
        await using var reader = await command.ExecuteReaderAsync(cancellation);
        var revisions = new List<Revision>();
        while (await reader.ReadAsync(cancellation))
        {
            revisions.Add(new Revision(reader.GetInt64(0), reader.GetInt64(1), reader.GetInt64(2), reader.GetFieldValue<byte[]>(3)));
        }

        return revisions;
    }
}
