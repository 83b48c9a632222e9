using OrleansIm.Domain.Messages;
using OrleansIm.Storage.Expiries;
using OrleansIm.Storage.Sqlite.Connections;
using OrleansIm.Storage.Sqlite.Log;

namespace OrleansIm.Storage.Sqlite.Expiries;

/// <summary>Messages that expire, in the embedded database file.</summary>
public sealed class SqliteExpiryStore(SqliteDatabase database) : IExpiryStore
{
    public async ValueTask StartAsync(string conversation, IReadOnlyList<Deadline> deadlines, CancellationToken cancellation) =>
        await database.WriteAsync(session =>
        {
            if (SqliteMessageLog.KeyOf(session, conversation) is { } key)
            {
                foreach (var deadline in deadlines)
                {
                    session[LogSql.StartClock].Bind(deadline.Due).Bind(key).Bind(deadline.Seq).Run();
                }
            }

            return true;
        }).WaitAsync(cancellation);

    public async ValueTask<IReadOnlyList<string>> DueAsync(long now, string after, int limit, CancellationToken cancellation) =>
        await database.ReadAsync(session =>
        {
            var row = session[
                """
                select distinct c.id from expiring e join conversation c on c.key = e.conversation
                where e.due is not null and e.due <= ? and c.id > ? order by c.id limit ?
                """].Bind(now).Bind(after).Bind(limit);
            var conversations = new List<string>();
            while (row.Step())
            {
                conversations.Add(row.Text(0)!);
            }

            return conversations;
        }).WaitAsync(cancellation);

    public async ValueTask<IReadOnlyList<long>> DueOfAsync(
        string conversation, long now, long after, int limit, CancellationToken cancellation) =>
        await database.ReadAsync(session =>
        {
            var seqs = new List<long>();
            if (SqliteMessageLog.KeyOf(session, conversation) is { } key)
            {
                var row = session["select seq from expiring where conversation = ? and due <= ? and seq > ? order by seq limit ?"]
                    .Bind(key).Bind(now).Bind(after).Bind(limit);
                while (row.Step())
                {
                    seqs.Add(row.Long(0));
                }
            }

            return seqs;
        }).WaitAsync(cancellation);

    public async ValueTask DropAsync(string conversation, long seq, CancellationToken cancellation) =>
        await database.WriteAsync(session =>
        {
            session["delete from expiring where conversation = (select key from conversation where id = ?) and seq = ?"]
                .Bind(conversation).Bind(seq).Run();
            return true;
        }).WaitAsync(cancellation);
}
