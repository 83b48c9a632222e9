using OrleansIm.Domain.Conversations;
using OrleansIm.Domain.Messages;
using OrleansIm.Domain.Schedules;
using OrleansIm.Storage.Log;
using OrleansIm.Storage.Schedules;
using OrleansIm.Storage.Sqlite.Connections;

namespace OrleansIm.Storage.Sqlite.Schedules;

/// <summary>Messages to be sent later, in the embedded database file, whose one writer takes each step alone.</summary>
public sealed class SqliteScheduleStore(SqliteDatabase database) : IScheduleStore
{
    private const string Columns = "conversation, client_id, due, state, code, kind, reply_to, silent, mentions, content, expire";

    private const string Key = "user_id = ?1 and conversation = ?2 and client_id = ?3";

    private const string SaveSql =
        $"""
        insert into scheduled (user_id, conversation, client_id, due, kind, reply_to, silent, mentions, content, expire)
        select ?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?11
        where (select count(*) from scheduled where user_id = ?1 and not ({Key})) < ?10
        on conflict (user_id, conversation, client_id) do update set
            due = excluded.due, state = 0, code = 0, kind = excluded.kind, reply_to = excluded.reply_to, silent = excluded.silent,
            mentions = excluded.mentions, content = excluded.content, expire = excluded.expire
        where state <> 1
        returning 1
        """;

    private const string Listed =
        $"select {Columns} from scheduled where user_id = ?1 and (due, conversation, client_id) > (?2, ?3, ?4)";

    private const string InOrder = "order by due, conversation, client_id limit ?5";

    public async ValueTask<ScheduledMessage?> FindAsync(string user, string conversation, string clientId, CancellationToken cancellation) =>
        await database.ReadAsync(session => Read(
            session[$"select {Columns} from scheduled where {Key}"].Bind(user).Bind(conversation).Bind(clientId)).SingleOrDefault())
        .WaitAsync(cancellation);

    public async ValueTask<bool> SaveAsync(string user, ScheduledMessage message, int most, CancellationToken cancellation)
    {
        var draft = message.Draft;
        return await database.WriteAsync(session => session[SaveSql]
            .Bind(user).Bind(message.Conversation).Bind(draft.ClientId).Bind(message.At).Bind((long)draft.Kind).Bind(draft.ReplyTo)
            .Bind(draft.Silent ? 1 : 0).Bind(MentionList.Write(draft.Mentions)).Bind(draft.Content.Span).Bind(most).Bind(draft.Expire).Any())
            .WaitAsync(cancellation);
    }

    public async ValueTask<bool> CancelAsync(string user, string conversation, string clientId, CancellationToken cancellation) =>
        await database.WriteAsync(session => session[$"delete from scheduled where {Key} and state <> 1 returning 1"]
            .Bind(user).Bind(conversation).Bind(clientId).Any()).WaitAsync(cancellation);

    public async ValueTask<IReadOnlyList<ScheduledMessage>> ListAsync(string user, SchedulePlace after, int limit, CancellationToken cancellation) =>
        await database.ReadAsync(session => Read(session[$"{Listed} {InOrder}"]
            .Bind(user).Bind(after.At).Bind(after.Conversation).Bind(after.ClientId).Bind(limit))).WaitAsync(cancellation);

    public async ValueTask<IReadOnlyList<string>> DueAsync(long now, string after, int limit, CancellationToken cancellation) =>
        await database.ReadAsync(session =>
        {
            var row = session["select distinct user_id from scheduled where state < 2 and due <= ? and user_id > ? order by user_id limit ?"]
                .Bind(now).Bind(after).Bind(limit);
            var users = new List<string>();
            while (row.Step())
            {
                users.Add(row.Text(0)!);
            }

            return users;
        }).WaitAsync(cancellation);

    public async ValueTask<IReadOnlyList<ScheduledMessage>> TakeAsync(
        string user, long now, SchedulePlace after, int limit, CancellationToken cancellation) =>
        await database.WriteAsync(session =>
        {
            var due = Read(session[$"{Listed} and state < 2 and due <= ?6 {InOrder}"]
                .Bind(user).Bind(after.At).Bind(after.Conversation).Bind(after.ClientId).Bind(limit).Bind(now));
            foreach (var message in due)
            {
                session[$"update scheduled set state = 1 where {Key}"].Bind(user).Bind(message.Conversation).Bind(message.Draft.ClientId).Run();
            }

            return due.ConvertAll(static message => message with { State = ScheduleState.Sending });
        }).WaitAsync(cancellation);

    // One that another owner of the user's messages has marked as refused is in the log all the same.
    public async ValueTask SentAsync(string user, string conversation, string clientId, CancellationToken cancellation) =>
        await database.WriteAsync(session =>
        {
            session[$"delete from scheduled where {Key} and state <> 0"].Bind(user).Bind(conversation).Bind(clientId).Run();
            return true;
        }).WaitAsync(cancellation);

    public async ValueTask FailAsync(string user, string conversation, string clientId, Domain.ErrorCode code, CancellationToken cancellation) =>
        await database.WriteAsync(session =>
        {
            session[$"update scheduled set state = 2, code = ?4 where {Key} and state = 1"]
                .Bind(user).Bind(conversation).Bind(clientId).Bind((long)code).Run();
            return true;
        }).WaitAsync(cancellation);

    private static List<ScheduledMessage> Read(SqliteStatement row)
    {
        var messages = new List<ScheduledMessage>();
        while (row.Step())
        {
            var mentions = MentionList.Read(row.Text(8));
            messages.Add(new ScheduledMessage(
                row.Text(0)!,
                new Draft(
                    row.Text(1)!, (ContentKind)row.Long(5), row.Blob(9), mentions is null ? null : [.. mentions], row.Long(6), row.Long(7) != 0,
                    Expire: (int)row.Long(10)),
                row.Long(2), (ScheduleState)row.Long(3), (Domain.ErrorCode)row.Long(4)));
        }

        return messages;
    }
}
