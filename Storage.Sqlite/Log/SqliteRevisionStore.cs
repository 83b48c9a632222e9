using OrleansIm.Storage.Log;
using OrleansIm.Storage.Sqlite.Connections;

namespace OrleansIm.Storage.Sqlite.Log;

/// <summary>Versions of edited messages in an embedded database file.</summary>
public sealed class SqliteRevisionStore(SqliteDatabase database) : IRevisionStore
{
    public async ValueTask<IReadOnlyList<Revision>> ReadAsync(
        string conversation, long seq, long after, int limit, CancellationToken cancellation) =>
        await database.ReadAsync(session => SqliteMessageLog.KeyOf(session, conversation) is { } key
            ? Read(session[LogSql.Versions].Bind(key).Bind(seq).Bind(after).Bind(limit))
            : []).WaitAsync(cancellation);

    public async ValueTask<IReadOnlyList<Revision>> AsOfAsync(
        string conversation, IReadOnlyList<long> seqs, long upTo, CancellationToken cancellation) =>
        await database.ReadAsync(session => SqliteMessageLog.KeyOf(session, conversation) is { } key
            ? [.. seqs.SelectMany(seq => Read(session[LogSql.VersionAsOf].Bind(key).Bind(seq).Bind(upTo)))]
            : new List<Revision>()).WaitAsync(cancellation);

    public async ValueTask<IReadOnlyList<long>> EditsAsync(string conversation, long seq, int limit, CancellationToken cancellation) =>
        await database.ReadAsync(session =>
        {
            var edits = new List<long>();
            if (SqliteMessageLog.KeyOf(session, conversation) is { } key)
            {
                var row = session[LogSql.EditsOf].Bind(key).Bind(seq).Bind(limit);
                while (row.Step())
                {
                    edits.Add(row.Long(0));
                }
            }

            edits.Reverse();
            return edits;
        }).WaitAsync(cancellation);

    private static List<Revision> Read(SqliteStatement row)
    {
        var revisions = new List<Revision>();
        while (row.Step())
        {
            revisions.Add(new Revision(row.Long(0), row.Long(1), row.Long(2), row.Blob(3)));
        }

        return revisions;
    }
}
