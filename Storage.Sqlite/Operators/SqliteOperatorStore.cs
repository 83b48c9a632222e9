using OrleansIm.Storage.Operators;
using OrleansIm.Storage.Sqlite.Connections;

namespace OrleansIm.Storage.Sqlite.Operators;

/// <summary>The operators' audit log, mutes, secret and ended sessions in the embedded database file.</summary>
public sealed class SqliteOperatorStore(SqliteDatabase database) : IAuditLog, IMuteStore, IOperatorKeyStore, IEndedSessionStore
{
    public async ValueTask AppendAsync(AuditRecord record, CancellationToken cancellation) => await database.WriteAsync(session =>
    {
        session["insert into audit (time, operator, action, target, outcome, address) values (?, ?, ?, ?, ?, ?)"]
            .Bind(record.Time).Bind(record.Operator).Bind(record.Action).Bind(record.Target).Bind(record.Outcome).Bind(record.Address).Run();
        return true;
    }).WaitAsync(cancellation);

    public async ValueTask<IReadOnlyList<AuditRecord>> ReadAsync(long before, int limit, CancellationToken cancellation) =>
        await database.ReadAsync<IReadOnlyList<AuditRecord>>(session =>
        {
            var records = new List<AuditRecord>();
            var row = session["select id, time, operator, action, target, outcome, address from audit where id < ? order by id desc limit ?"]
                .Bind(before).Bind(limit);
            while (row.Step())
            {
                records.Add(new AuditRecord(
                    row.Long(0), row.Long(1), row.Text(2)!, row.Text(3)!, row.Text(4)!, row.Text(5)!, row.Text(6)!));
            }

            return records;
        }).WaitAsync(cancellation);

    public async ValueTask SetAsync(Mute mute, CancellationToken cancellation) => await database.WriteAsync(session =>
    {
        session[
            """
            insert into mute (user_id, conversation, until, muted_by, reason) values (?, ?, ?, ?, ?)
            on conflict (user_id, conversation) do update set until = excluded.until, muted_by = excluded.muted_by, reason = excluded.reason
            """].Bind(mute.User).Bind(mute.Conversation).Bind(mute.Until).Bind(mute.By).Bind(mute.Reason).Run();
        return true;
    }).WaitAsync(cancellation);

    public async ValueTask<bool> RemoveAsync(string user, string conversation, CancellationToken cancellation) =>
        await database.WriteAsync(session =>
            session["delete from mute where user_id = ? and conversation = ? returning until"].Bind(user).Bind(conversation).One() is not null)
            .WaitAsync(cancellation);

    public async ValueTask<IReadOnlyList<Mute>> LoadAsync(long now, int limit, CancellationToken cancellation) =>
        await database.ReadAsync<IReadOnlyList<Mute>>(session =>
        {
            var mutes = new List<Mute>();
            var row = session["select user_id, conversation, until, muted_by, reason from mute where until > ? order by until desc limit ?"]
                .Bind(now).Bind(limit);
            while (row.Step())
            {
                mutes.Add(new Mute(row.Text(0)!, row.Text(1)!, row.Long(2), row.Text(3)!, row.Text(4)!));
            }

            return mutes;
        }).WaitAsync(cancellation);

    public async ValueTask<byte[]> LoadAsync(CancellationToken cancellation) => await database.ReadAsync(session =>
    {
        var row = session["select secret from operator_key"];
        var secret = row.Step() ? row.Blob(0) : throw new InvalidOperationException("The operators' secret is missing from the database.");
        row.Reset();
        return secret;
    }).WaitAsync(cancellation);

    public async ValueTask EndAsync(string session, long until, long now, CancellationToken cancellation) => await database.WriteAsync(work =>
    {
        work["delete from ended_session where until <= ?"].Bind(now).Run();
        work["insert into ended_session (session, until) values (?, ?) on conflict (session) do nothing"].Bind(session).Bind(until).Run();
        return true;
    }).WaitAsync(cancellation);

    public async ValueTask<bool> HasEndedAsync(string session, CancellationToken cancellation) => await database.ReadAsync(work =>
        work["select until from ended_session where session = ?"].Bind(session).One() is not null).WaitAsync(cancellation);
}
