using OrleansIm.Domain.Conversations;
using OrleansIm.Storage.Presence;
using OrleansIm.Storage.Sqlite.Connections;

namespace OrleansIm.Storage.Sqlite.Presence;

/// <summary>Who may see whether another is there, in the embedded database file.</summary>
public sealed class SqlitePresenceStore(SqliteDatabase database) : IPresenceStore
{
    /// <summary>Values: viewer, user, their conversation, the first and the first behind the ids of entries about contacts. Each step goes by an index.</summary>
    private const string LookSql =
        """
        select coalesce((select time from last_seen where user_id = ?2), 0)
        where ?1 = ?2 or (
            not exists (select 1 from contact where user_id = ?2 and peer = ?1 and blocked <> 0)
            and not exists (select 1 from contact where user_id = ?1 and peer = ?2 and blocked <> 0)
            and case coalesce((select presence_to from user_setting where user_id = ?2), 0)
                when 0 then 1
                when 1 then exists (select 1 from contact where user_id = ?2 and peer = ?1 and state = 3)
                else 0 end
            and (exists (select 1 from contact where user_id = ?2 and peer = ?1 and state = 3)
                or exists (
                    select 1 from conversation c join message m on m.conversation = c.key and m.sender = ?2 and m.client_id is not null
                    where c.id = ?3 and not exists (
                        select 1 from message b where b.conversation = c.key and b.sender in (?1, ?2) and b.client_id >= ?4 and b.client_id < ?5))
                or exists (
                    select 1 from member a
                    join member b on b.conversation = a.conversation and b.user_id = ?1 and b.left_seq = 0
                    join conversation c on c.key = a.conversation and c.id >= 'g:' and c.id < 'g;'
                    where a.user_id = ?2 and a.left_seq = 0)))
        """;

    private static readonly string BehindMark = IPresenceStore.ContactMark[..^1] + (char)(IPresenceStore.ContactMark[^1] + 1);

    public async ValueTask<IReadOnlyList<Sight>> LookAsync(string viewer, IReadOnlyList<string> users, CancellationToken cancellation) =>
        await database.ReadAsync<IReadOnlyList<Sight>>(session =>
        {
            var sights = new List<Sight>();
            foreach (var user in users)
            {
                var seen = session[LookSql].Bind(viewer).Bind(user).Bind(ConversationId.Direct(viewer, user))
                    .Bind(IPresenceStore.ContactMark).Bind(BehindMark).One();
                if (seen is { } time)
                {
                    sights.Add(new Sight(user, time));
                }
            }

            return sights;
        }).WaitAsync(cancellation);
}
