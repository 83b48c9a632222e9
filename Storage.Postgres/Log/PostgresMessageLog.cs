using System.Data;
using Npgsql;
using OrleansIm.Domain.Conversations;
using OrleansIm.Domain.Groups;
using OrleansIm.Domain.Messages;
using OrleansIm.Storage.Expiries;
using OrleansIm.Storage.Log;
using OrleansIm.Storage.Personal;
using OrleansIm.Storage.Postgres.Connections;

namespace OrleansIm.Storage.Postgres.Log;

/// <summary>The log in PostgreSQL.</summary>
public sealed class PostgresMessageLog(NpgsqlDataSource source) : IMessageLog
{
    private readonly PostgresAppender _appender = new(source);

    public async ValueTask<Claim> ClaimAsync(string conversation, CancellationToken cancellation)
    {
        await using var connection = await source.OpenConnectionAsync(cancellation);
        await using var batch = new NpgsqlBatch(connection);
        batch.Add("select 1 where pg_advisory_xact_lock($1) is null").With(AppendColumns.LockKey(conversation));
        batch.Add("insert into conversation (id, epoch) values ($1, 1) "
            + "on conflict (id) do update set epoch = conversation.epoch + 1 returning epoch").With(conversation);
        batch.Add("select coalesce(max(seq), 0) from message "
            + "where conversation = (select key from conversation where id = $1)").With(conversation);
        await batch.PrepareAsync(cancellation);
        await using var reader = await batch.ExecuteReaderAsync(cancellation);
        await reader.NextResultAsync(cancellation);
        await reader.ReadAsync(cancellation);
        var epoch = reader.GetInt64(0);
        await reader.NextResultAsync(cancellation);
        await reader.ReadAsync(cancellation);
        var head = reader.GetInt64(0);
        await reader.NextResultAsync(cancellation);
        return new Claim(epoch, head);
    }

    public ValueTask<AppendStatus[]> AppendAsync(IReadOnlyList<ConversationAppend> batch, CancellationToken cancellation) =>
        new(_appender.AppendAsync(batch, cancellation));

    public async ValueTask<ConversationSnapshot?> LoadAsync(string conversation, int recent, CancellationToken cancellation)
    {
        await using var connection = await source.OpenConnectionAsync(cancellation);

        // One snapshot for all statements, so that head, members and recalls fit together.
        await using var transaction = await connection.BeginTransactionAsync(IsolationLevel.RepeatableRead, cancellation);
        await using var batch = new NpgsqlBatch(connection, transaction);
        batch.Add(SnapshotSql.Conversation).With(conversation);
        batch.Add(SnapshotSql.Recent).With(conversation).With(recent);
        batch.Add(SnapshotSql.Members).With(conversation);
        batch.Add(SnapshotSql.Recalled).With(conversation);
        batch.Add(SnapshotSql.Mentions).With(conversation);
        batch.Add(SnapshotSql.Hidden).With(conversation);
        batch.Add(SnapshotSql.Expiring).With(conversation);
        await batch.PrepareAsync(cancellation);
        await using var reader = await batch.ExecuteReaderAsync(cancellation);
        if (!await reader.ReadAsync(cancellation))
        {
            return null;
        }

        var (epoch, large, head, counted) =
            (reader.GetInt64(0), reader.GetBoolean(1), reader.GetInt64(2), reader.GetInt64(3));
        var rules = new GroupRules(reader.GetBoolean(4), reader.GetInt32(5));
        var entries = await NextAsync(reader, row => EntryRow.Read(row, conversation), cancellation);
        entries.Reverse();
        return new ConversationSnapshot
        {
            Conversation = conversation,
            Epoch = epoch,
            Large = large,
            Rules = rules,
            Head = head,
            HeadCounted = counted,
            Recent = entries,
            Members = await NextAsync(reader, ReadMember, cancellation),
            Recalled = await NextAsync(reader, row => row.GetInt64(0), cancellation),
            Mentions = await NextAsync(
                reader, row => new MentionRow(row.GetInt64(0), row.GetString(1), row.GetString(2)), cancellation),
            Hidden = await NextAsync(reader, row => new HiddenRow(row.GetInt64(0), row.GetString(1)), cancellation),
            Expiring = await NextAsync(reader, row => new ExpiringRow(row.GetInt64(0), row.GetString(1), row.GetInt32(2)), cancellation),
        };
    }

    public async ValueTask<IReadOnlyList<LogEntry>> ReadForwardAsync(
        string conversation, long after, long upTo, int limit, CancellationToken cancellation) =>
        await ReadAsync(conversation, SnapshotSql.Forward, after, upTo, limit, cancellation);

    public async ValueTask<IReadOnlyList<LogEntry>> ReadBackwardAsync(
        string conversation, long before, long downTo, int limit, CancellationToken cancellation)
    {
        var entries = await ReadAsync(conversation, SnapshotSql.Backward, before, downTo, limit, cancellation);
        entries.Reverse();
        return entries;
    }

    public async ValueTask<LogEntry?> FindAsync(
        string conversation, string sender, string clientId, CancellationToken cancellation)
    {
        await using var command = source.CreateCommand(SnapshotSql.Find);
        command.With(conversation).With(sender).With(clientId);
        await using var reader = await command.ExecuteReaderAsync(cancellation);
        return await reader.ReadAsync(cancellation) ? EntryRow.Read(reader, conversation) : null;
    }

    public async ValueTask<long> CountedAtAsync(string conversation, long seq, CancellationToken cancellation)
    {
        await using var command = source.CreateCommand(SnapshotSql.CountedAt);
        command.With(conversation).With(seq);
        return await command.ExecuteScalarAsync(cancellation) as long? ?? 0;
    }

    private async ValueTask<List<LogEntry>> ReadAsync(
        string conversation, string sql, long from, long to, int limit, CancellationToken cancellation)
    {
        await using var command = source.CreateCommand(sql);
        command.With(conversation).With(from).With(to).With(limit);
        await using var reader = await command.ExecuteReaderAsync(cancellation);
        var entries = new List<LogEntry>();
        while (await reader.ReadAsync(cancellation))
        {
            entries.Add(EntryRow.Read(reader, conversation));
        }

        return entries;
    }

    private static MemberRow ReadMember(NpgsqlDataReader row) => new(
        row.GetString(0), (MemberRole)row.GetInt16(1), row.GetInt64(2), row.GetInt64(3), row.GetInt64(4), row.GetInt64(5),
        row.GetInt64(6))
    {
        LooksBack = row.GetInt64(7),
        MutedUntil = row.GetInt64(8),
        HiddenSeq = row.GetInt64(9),
        Hides = row.GetInt64(10),
    };

    private static async Task<List<T>> NextAsync<T>(
        NpgsqlDataReader reader, Func<NpgsqlDataReader, T> read, CancellationToken cancellation)
    {
        await reader.NextResultAsync(cancellation);
        var rows = new List<T>();
        while (await reader.ReadAsync(cancellation))
        {
            rows.Add(read(reader));
        }

        return rows;
    }
}
