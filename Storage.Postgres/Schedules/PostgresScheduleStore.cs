using Npgsql;
using OrleansIm.Domain.Conversations;
using OrleansIm.Domain.Messages;
using OrleansIm.Domain.Schedules;
using OrleansIm.Storage.Log;
using OrleansIm.Storage.Postgres.Connections;
using OrleansIm.Storage.Schedules;

namespace OrleansIm.Storage.Postgres.Schedules;

/// <summary>Messages to be sent later, in PostgreSQL. Each write is one statement, which looks again at a row that another has just changed.</summary>
public sealed class PostgresScheduleStore(NpgsqlDataSource source) : IScheduleStore
{
    private const string Columns = "conversation, client_id, due, state, code, kind, reply_to, silent, mentions, content, expire";

    private const string Key = "user_id = $1 and conversation = $2 and client_id = $3";

    private const string FindSql = $"select {Columns} from scheduled where {Key}";

    private const string SaveSql =
        $"""
        insert into scheduled (user_id, conversation, client_id, due, kind, reply_to, silent, mentions, content, expire)
        select $1, $2, $3, $4, $5, $6, $7, $8::text, $9, $11
        where (select count(*) from scheduled where user_id = $1 and not ({Key})) < $10
        on conflict (user_id, conversation, client_id) do update set
            due = excluded.due, state = 0, code = 0, kind = excluded.kind, reply_to = excluded.reply_to, silent = excluded.silent,
            mentions = excluded.mentions, content = excluded.content, expire = excluded.expire
        where scheduled.state <> 1
        """;

    private const string ListSql =
        $"""
        select {Columns} from scheduled where user_id = $1 and (due, conversation, client_id) > ($2, $3, $4)
        order by due, conversation, client_id limit $5
        """;

    private const string TakeSql =
        $"""
        with taken as (
            update scheduled set state = 1
            where user_id = $1 and state < 2 and due <= $6 and (conversation, client_id) in (
                select conversation, client_id from scheduled
                where user_id = $1 and state < 2 and due <= $6 and (due, conversation, client_id) > ($2, $3, $4)
                order by due, conversation, client_id limit $5)
            returning {Columns})
        select {Columns} from taken order by due, conversation, client_id
        """;

    public async ValueTask<ScheduledMessage?> FindAsync(string user, string conversation, string clientId, CancellationToken cancellation)
    {
        await using var command = source.CreateCommand(FindSql);
        return (await ReadAsync(command.With(user).With(conversation).With(clientId), cancellation)).SingleOrDefault();
    }

    public async ValueTask<bool> SaveAsync(string user, ScheduledMessage message, int most, CancellationToken cancellation)
    {
        var draft = message.Draft;
        await using var command = source.CreateCommand(SaveSql);
        return await command.With(user).With(message.Conversation).With(draft.ClientId).With(message.At).With((short)draft.Kind).With(draft.ReplyTo)
            .With(draft.Silent).With(MentionList.Write(draft.Mentions)).With(draft.Content.ToArray()).With((long)most).With(draft.Expire)
            .ExecuteNonQueryAsync(cancellation) > 0;
    }

    public ValueTask<bool> CancelAsync(string user, string conversation, string clientId, CancellationToken cancellation) =>
        RunAsync($"delete from scheduled where {Key} and state <> 1", user, conversation, clientId, cancellation);

    public async ValueTask<IReadOnlyList<ScheduledMessage>> ListAsync(string user, SchedulePlace after, int limit, CancellationToken cancellation)
    {
        await using var command = source.CreateCommand(ListSql);
        return await ReadAsync(
            command.With(user).With(after.At).With(after.Conversation).With(after.ClientId).With((long)limit), cancellation);
    }

    public async ValueTask<IReadOnlyList<string>> DueAsync(long now, string after, int limit, CancellationToken cancellation)
    {
        await using var command = source.CreateCommand(
            "select distinct user_id from scheduled where state < 2 and due <= $1 and user_id > $2 order by user_id limit $3");
        await using var reader = await command.With(now).With(after).With((long)limit).ExecuteReaderAsync(cancellation);
        var users = new List<string>();
        while (await reader.ReadAsync(cancellation))
        {
            users.Add(reader.GetString(0));
        }

        return users;
    }

    public async ValueTask<IReadOnlyList<ScheduledMessage>> TakeAsync(
        string user, long now, SchedulePlace after, int limit, CancellationToken cancellation)
    {
        await using var command = source.CreateCommand(TakeSql);
        return await ReadAsync(
            command.With(user).With(after.At).With(after.Conversation).With(after.ClientId).With((long)limit).With(now), cancellation);
    }

    // One that another owner of the user's messages has marked as refused is in the log all the same.
    public async ValueTask SentAsync(string user, string conversation, string clientId, CancellationToken cancellation) =>
        await RunAsync($"delete from scheduled where {Key} and state <> 0", user, conversation, clientId, cancellation);

    public async ValueTask FailAsync(string user, string conversation, string clientId, Domain.ErrorCode code, CancellationToken cancellation)
    {
        await using var command = source.CreateCommand($"update scheduled set state = 2, code = $4 where {Key} and state = 1");
        await command.With(user).With(conversation).With(clientId).With((short)code).ExecuteNonQueryAsync(cancellation);
    }

    private async ValueTask<bool> RunAsync(string sql, string user, string conversation, string clientId, CancellationToken cancellation)
    {
        await using var command = source.CreateCommand(sql);
        return await command.With(user).With(conversation).With(clientId).ExecuteNonQueryAsync(cancellation) > 0;
    }

    private static async ValueTask<IReadOnlyList<ScheduledMessage>> ReadAsync(NpgsqlCommand command, CancellationToken cancellation)
    {
        await using var reader = await command.ExecuteReaderAsync(cancellation);
        var messages = new List<ScheduledMessage>();
        while (await reader.ReadAsync(cancellation))
        {
            var mentions = MentionList.Read(await reader.IsDBNullAsync(8, cancellation) ? null : reader.GetString(8));
            messages.Add(new ScheduledMessage(
                reader.GetString(0),
                new Draft(
                    reader.GetString(1), (ContentKind)reader.GetInt16(5), reader.GetFieldValue<byte[]>(9), mentions is null ? null : [.. mentions],
                    reader.GetInt64(6), reader.GetBoolean(7), Expire: reader.GetInt32(10)),
                reader.GetInt64(2), (ScheduleState)reader.GetInt16(3), (Domain.ErrorCode)reader.GetInt16(4)));
        }

        return messages;
    }
}
