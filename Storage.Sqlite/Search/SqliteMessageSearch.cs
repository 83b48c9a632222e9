using OrleansIm.Storage.Search;
using OrleansIm.Storage.Sqlite.Connections;
using OrleansIm.Storage.Sqlite.Log;

namespace OrleansIm.Storage.Sqlite.Search;

/// <summary>The search index in tables of the log's database file.</summary>
public sealed class SqliteMessageSearch(SqliteDatabase database) : IMessageSearch
{
    private const string SweepSql =
        """
        select c.key, c.id, coalesce((select max(m.seq) from message m where m.conversation = c.key), 0)
            > coalesce((select s.seq from search_state s where s.conversation = c.key), 0)
        from conversation c where c.key > ? order by c.key limit ?
        """;

    public async ValueTask<SearchState> LoadStateAsync(string conversation, CancellationToken cancellation) =>
        await database.ReadAsync(session =>
        {
            var row = session["select seq, rank from search_state where conversation = (select key from conversation where id = ?)"].Bind(conversation);
            var state = row.Step() ? new SearchState(row.Long(0), row.Long(1)) : default;
            row.Reset();
            return state;
        }).WaitAsync(cancellation);

    public async ValueTask<bool> MoveAsync(
        string conversation, SearchState from, SearchState to, IReadOnlyList<SearchChange> changes, CancellationToken cancellation) =>
        await database.WriteAsync(session => SqliteMessageLog.KeyOf(session, conversation) is { } key
            && SearchWrite.Move(session, key, from, to, changes)).WaitAsync(cancellation);

    public async ValueTask<SearchSweep> SweepAsync(long after, int limit, CancellationToken cancellation) =>
        await database.ReadAsync(session =>
        {
            var (last, rows, behind) = (0L, 0, new List<string>());
            var row = session[SweepSql].Bind(after).Bind(limit);
            while (row.Step())
            {
                (last, rows) = (row.Long(0), rows + 1);
                if (row.Long(2) != 0)
                {
                    behind.Add(row.Text(1)!);
                }
            }

            return new SearchSweep(rows == limit ? last : 0, behind);
        }).WaitAsync(cancellation);

    public async ValueTask<SearchPage?> FindAsync(SearchQuery query, CancellationToken cancellation) =>
        await database.ReadAsync(session => new SearchRead(session, query).Run()).WaitAsync(cancellation);
}
