using Npgsql;
using OrleansIm.Storage.Members;
using OrleansIm.Storage.Postgres.Connections;

namespace OrleansIm.Storage.Postgres.Members;

/// <summary>Seats in groups in PostgreSQL.</summary>
public sealed class PostgresSeatStore(NpgsqlDataSource source) : ISeatStore
{
    private const string Led =
        """
        select c.id from member p join conversation c on c.key = p.conversation
        where p.user_id = $1 and p.role > 0 and p.left_seq = 0 and c.id collate "C" > $2 order by c.id collate "C" limit $3
        """;

    public async ValueTask<IReadOnlyList<string>> LedByAsync(string user, string after, int limit, CancellationToken cancellation)
    {
        await using var command = source.CreateCommand(Led);
        await using var reader = await command.With(user).With(after).With(limit).ExecuteReaderAsync(cancellation);
        var groups = new List<string>();
        while (await reader.ReadAsync(cancellation))
        {
            groups.Add(reader.GetString(0));
        }

        return groups;
    }
}
