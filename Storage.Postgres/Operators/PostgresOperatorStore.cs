using Npgsql;
using OrleansIm.Storage.Operators;
using OrleansIm.Storage.Postgres.Connections;

namespace OrleansIm.Storage.Postgres.Operators;

/// <summary>The operators' audit log, mutes, secret and ended sessions in PostgreSQL.</summary>
public sealed class PostgresOperatorStore(NpgsqlDataSource source) : IAuditLog, IMuteStore, IOperatorKeyStore, IEndedSessionStore
{
    public async ValueTask AppendAsync(AuditRecord record, CancellationToken cancellation)
    {
        await using var command = source.CreateCommand(
            "insert into audit (time, operator, action, target, outcome, address) values ($1, $2, $3, $4, $5, $6)");
        command.With(record.Time).With(record.Operator).With(record.Action).With(record.Target).With(record.Outcome).With(record.Address);
        await command.ExecuteNonQueryAsync(cancellation);
    }

    public async ValueTask<IReadOnlyList<AuditRecord>> ReadAsync(long before, int limit, CancellationToken cancellation)
    {
        await using var command = source.CreateCommand(
            "select id, time, operator, action, target, outcome, address from audit where id < $1 order by id desc limit $2");
        await using var reader = await command.With(before).With(limit).ExecuteReaderAsync(cancellation);
        var records = new List<AuditRecord>();
        while (await reader.ReadAsync(cancellation))
        {
            records.Add(new AuditRecord(
                reader.GetInt64(0), reader.GetInt64(1), reader.GetString(2), reader.GetString(3), reader.GetString(4), reader.GetString(5),
                reader.GetString(6)));
        }

        return records;
    }

    public async ValueTask SetAsync(Mute mute, CancellationToken cancellation)
    {
        await using var command = source.CreateCommand(
            """
            insert into mute (user_id, conversation, until, muted_by, reason) values ($1, $2, $3, $4, $5)
            on conflict (user_id, conversation) do update set until = excluded.until, muted_by = excluded.muted_by, reason = excluded.reason
            """);
        command.With(mute.User).With(mute.Conversation).With(mute.Until).With(mute.By).With(mute.Reason);
        await command.ExecuteNonQueryAsync(cancellation);
    }

    public async ValueTask<bool> RemoveAsync(string user, string conversation, CancellationToken cancellation)
    {
        await using var command = source.CreateCommand("delete from mute where user_id = $1 and conversation = $2");
        return await command.With(user).With(conversation).ExecuteNonQueryAsync(cancellation) > 0;
    }

    public async ValueTask<IReadOnlyList<Mute>> LoadAsync(long now, int limit, CancellationToken cancellation)
    {
        await using var command = source.CreateCommand(
            "select user_id, conversation, until, muted_by, reason from mute where until > $1 order by until desc limit $2");
        await using var reader = await command.With(now).With(limit).ExecuteReaderAsync(cancellation);
        var mutes = new List<Mute>();
        while (await reader.ReadAsync(cancellation))
        {
            mutes.Add(new Mute(reader.GetString(0), reader.GetString(1), reader.GetInt64(2), reader.GetString(3), reader.GetString(4)));
        }

        return mutes;
    }

    public async ValueTask<byte[]> LoadAsync(CancellationToken cancellation)
    {
        await using var command = source.CreateCommand("select secret from operator_key");
        return await command.ExecuteScalarAsync(cancellation) as byte[]
            ?? throw new InvalidOperationException("The operators' secret is missing from the database.");
    }

    public async ValueTask EndAsync(string session, long until, long now, CancellationToken cancellation)
    {
        await using var command = source.CreateCommand(
            """
            with over as (delete from ended_session where until <= $3)
            insert into ended_session (session, until) values ($1, $2) on conflict (session) do nothing
            """);
        await command.With(session).With(until).With(now).ExecuteNonQueryAsync(cancellation);
    }

    public async ValueTask<bool> HasEndedAsync(string session, CancellationToken cancellation)
    {
        await using var command = source.CreateCommand("select until from ended_session where session = $1");
        return await command.With(session).ExecuteScalarAsync(cancellation) is not null;
    }
}
