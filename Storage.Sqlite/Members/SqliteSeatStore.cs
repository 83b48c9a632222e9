using OrleansIm.Storage.Members;
using OrleansIm.Storage.Sqlite.Connections;

namespace OrleansIm.Storage.Sqlite.Members;

/// <summary>Seats in groups in an embedded database file.</summary>
public sealed class SqliteSeatStore(SqliteDatabase database) : ISeatStore
{
    private const string Led =
        """
        select c.id from member p join conversation c on c.key = p.conversation
        where p.user_id = ? and p.role > 0 and p.left_seq = 0 and c.id > ? order by c.id limit ?
        """;

    public async ValueTask<IReadOnlyList<string>> LedByAsync(string user, string after, int limit, CancellationToken cancellation) =>
        await database.ReadAsync(session => Read(session[Led].Bind(user).Bind(after).Bind(limit))).WaitAsync(cancellation);

    private static List<string> Read(SqliteStatement row)
    {
        var groups = new List<string>();
        while (row.Step())
        {
            groups.Add(row.Text(0)!);
        }

        return groups;
    }
}
