using Npgsql;
using OrleansIm.Domain.Conversations;
using OrleansIm.Storage.Postgres.Connections;
using OrleansIm.Storage.Presence;

namespace OrleansIm.Storage.Postgres.Presence;

/// <summary>Who may see whether another is there, in PostgreSQL.</summary>
public sealed class PostgresPresenceStore(NpgsqlDataSource source) : IPresenceStore
{
    /// <summary>Values: viewer, users, their conversations, the first and the first behind the ids of entries about contacts. Each step goes by an index.</summary>
    private const string LookSql =
        """
        select p.user_id, coalesce((select time from last_seen l where l.user_id = p.user_id), 0)
        from unnest($2::text[], $3::text[]) as p(user_id, direct)
        where p.user_id = $1 or (
            not exists (select from contact k where k.user_id = p.user_id and k.peer = $1 and k.blocked)
            and not exists (select from contact k where k.user_id = $1 and k.peer = p.user_id and k.blocked)
            and case coalesce((select s.presence_to from user_setting s where s.user_id = p.user_id), 0)
                when 0 then true
                when 1 then exists (select from contact k where k.user_id = p.user_id and k.peer = $1 and k.state = 3)
                else false end
            and (exists (select from contact k where k.user_id = p.user_id and k.peer = $1 and k.state = 3)
                or exists (
                    select from conversation c join message m on m.conversation = c.key and m.sender = p.user_id and m.client_id is not null
                    where c.id = p.direct and not exists (
                        select from message b where b.conversation = c.key and b.sender in ($1, p.user_id) and b.client_id >= $4 and b.client_id < $5))
                or exists (
                    select from member a
                    join member b on b.conversation = a.conversation and b.user_id = $1 and b.left_seq = 0
                    join conversation c on c.key = a.conversation and c.id >= 'g:' and c.id < 'g;'
                    where a.user_id = p.user_id and a.left_seq = 0)))
        """;

    private static readonly string BehindMark = IPresenceStore.ContactMark[..^1] + (char)(IPresenceStore.ContactMark[^1] + 1);

    public async ValueTask<IReadOnlyList<Sight>> LookAsync(string viewer, IReadOnlyList<string> users, CancellationToken cancellation)
    {
        await using var command = source.CreateCommand(LookSql);
        command.With(viewer).With(users.ToArray()).With(users.Select(user => ConversationId.Direct(viewer, user)).ToArray())
            .With(IPresenceStore.ContactMark).With(BehindMark);
        await using var reader = await command.ExecuteReaderAsync(cancellation);
        var sights = new List<Sight>();
        while (await reader.ReadAsync(cancellation))
        {
            sights.Add(new Sight(reader.GetString(0), reader.GetInt64(1)));
        }

        return sights;
    }
}
