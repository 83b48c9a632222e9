using OrleansIm.Domain.Messages;
using OrleansIm.Storage.Log;
using OrleansIm.Storage.Sqlite.Connections;

namespace OrleansIm.Storage.Sqlite.Log;

/// <summary>The log in an embedded database file.</summary>
public sealed class SqliteMessageLog(SqliteDatabase database) : IMessageLog
{
    public ValueTask<Claim> ClaimAsync(string conversation, CancellationToken cancellation) =>
        Wait(database.WriteAsync(session =>
        {
            var epoch = session[LogSql.Claim].Bind(conversation).One()!.Value;
            var key = KeyOf(session, conversation)!.Value;
            return new Claim(epoch, session["select max(seq) from message where conversation = ?"].Bind(key).One() ?? 0);
        }), cancellation);

    public async ValueTask<AppendStatus[]> AppendAsync(IReadOnlyList<ConversationAppend> batch, CancellationToken cancellation)
    {
        var work = new AppendWork(batch);
        await database.WriteAsync(work.Run).WaitAsync(cancellation);
        return work.Outcome;
    }

    public ValueTask<ConversationSnapshot?> LoadAsync(string conversation, int recent, CancellationToken cancellation) =>
        Wait(database.ReadAsync(session => SnapshotReader.Read(session, conversation, recent)), cancellation);

    public ValueTask<IReadOnlyList<LogEntry>> ReadForwardAsync(
        string conversation, long after, long upTo, int limit, CancellationToken cancellation) =>
        Wait(database.ReadAsync<IReadOnlyList<LogEntry>>(
            session => Read(session, LogSql.Forward, conversation, after, upTo, limit)), cancellation);

    public ValueTask<IReadOnlyList<LogEntry>> ReadBackwardAsync(
        string conversation, long before, long downTo, int limit, CancellationToken cancellation) =>
        Wait(database.ReadAsync<IReadOnlyList<LogEntry>>(session =>
        {
            var entries = Read(session, LogSql.Backward, conversation, before, downTo, limit);
            entries.Reverse();
            return entries;
        }), cancellation);

    public ValueTask<LogEntry?> FindAsync(string conversation, string sender, string clientId, CancellationToken cancellation) =>
        Wait(database.ReadAsync(session =>
        {
            if (KeyOf(session, conversation) is not { } key)
            {
                return null;
            }

            var row = session[LogSql.Find].Bind(key).Bind(sender).Bind(clientId);
            var entry = row.Step() ? EntryRow.Read(row, conversation) : null;
            row.Reset();
            return entry;
        }), cancellation);

    public ValueTask<long> CountedAtAsync(string conversation, long seq, CancellationToken cancellation) =>
        Wait(database.ReadAsync(session => KeyOf(session, conversation) is { } key
            ? session[LogSql.CountedAt].Bind(key).Bind(seq).One() ?? 0
            : 0), cancellation);

    internal static long? KeyOf(SqliteSession session, string conversation) =>
        session["select key from conversation where id = ?"].Bind(conversation).One();

    private static List<LogEntry> Read(SqliteSession session, string sql, string conversation, long from, long to, int limit)
    {
        var entries = new List<LogEntry>();
        if (KeyOf(session, conversation) is { } key)
        {
            var row = session[sql].Bind(key).Bind(from).Bind(to).Bind(limit);
            while (row.Step())
            {
                entries.Add(EntryRow.Read(row, conversation));
            }
        }

        return entries;
    }

    private static ValueTask<T> Wait<T>(Task<T> task, CancellationToken cancellation) => new(task.WaitAsync(cancellation));
}
