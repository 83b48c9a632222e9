using OrleansIm.Domain.Messages;
using OrleansIm.Domain.Users;
using OrleansIm.Storage.Personal;
using OrleansIm.Storage.Sqlite.Connections;
using OrleansIm.Storage.Sqlite.Log;

namespace OrleansIm.Storage.Sqlite.Personal;

/// <summary>What users do for themselves, in an embedded database file.</summary>
public sealed class SqlitePersonalStore(SqliteDatabase database) : IPersonalStore
{
    private const string Seat = "where conversation = (select key from conversation where id = ?1) and user_id = ?2";

    private const string NotHidden =
        "not exists (select 1 from hidden h where h.conversation = message.conversation and h.user_id = ?5 and h.seq = message.seq)";

    private const string Forward =
        $"select {EntryRow.Columns} from message where conversation = ?1 and seq > ?2 and seq <= ?3 and {NotHidden} order by seq limit ?4";

    private const string Backward =
        $"select {EntryRow.Columns} from message where conversation = ?1 and seq < ?2 and seq > ?3 and {NotHidden} order by seq desc limit ?4";

    private const string Newest =
        $"select {EntryRow.Columns} from message where conversation = ?1 and seq < ?2 and seq > ?3 and listed is null and {NotHidden} order by seq desc limit ?4";

    private const string Remove =
        $"""
        update member set removed_counted = coalesce((
            select counted from message where conversation = member.conversation and seq <= ?3 order by seq desc limit 1), 0) {Seat} returning 1
        """;

    private const string SaveDraft =
        """
        insert into draft (user_id, conversation, seq, content)
        select user_id, conversation, ?3, ?4 from member
        where conversation = (select key from conversation where id = ?1) and user_id = ?2
        on conflict (user_id, conversation) do update set seq = excluded.seq, content = excluded.content
        returning 1
        """;

    private const string Hide =
        """
        insert into hidden (conversation, user_id, seq) select conversation, user_id, ?3 from member
        where conversation = (select key from conversation where id = ?1) and user_id = ?2
        on conflict do nothing returning seq
        """;

    private const string Sees =
        """
        select 1 from member p where p.conversation = ?1 and p.user_id = ?2
            and ?3 > case when p.cleared_seq = p.joined_seq then p.joined_seq - p.looks_back else max(p.cleared_seq, p.joined_seq - p.looks_back) end
            and not exists (select 1 from hidden h where h.conversation = ?1 and h.user_id = ?2 and h.seq = ?3)
        """;

    public async ValueTask<bool> SaveSettingsAsync(string user, string conversation, PersonalState state, CancellationToken cancellation) =>
        await WriteAsync(
            session => session[$"update member set pinned = ?3, no_disturb = ?4, archived = ?5, mark_seq = ?6 {Seat} returning 1"]
                .Bind(conversation).Bind(user).Bind(state.Pinned ? 1 : 0).Bind((int)state.NoDisturb).Bind(state.Archived ? 1 : 0)
                .Bind(state.MarkSeq).One() is not null,
            cancellation);

    public async ValueTask<bool> RemoveAsync(string user, string conversation, long head, CancellationToken cancellation) =>
        await WriteAsync(session => session[Remove].Bind(conversation).Bind(user).Bind(head).One() is not null, cancellation);

    public async ValueTask<bool> SaveDraftAsync(string user, string conversation, long seq, string? text, CancellationToken cancellation) =>
        await WriteAsync(
            session =>
            {
                if (text is not null)
                {
                    return session[SaveDraft].Bind(conversation).Bind(user).Bind(seq).Bind(text).One() is not null;
                }

                session[$"delete from draft {Seat} and seq <= ?3"].Bind(conversation).Bind(user).Bind(seq).Run();
                return IsSeated(session, user, conversation);
            },
            cancellation);

    public async ValueTask<HideOutcome?> HideAsync(string user, string conversation, IReadOnlyList<long> seqs, CancellationToken cancellation) =>
        await database.WriteAsync(session =>
        {
            var (count, highest) = (0, 0L);
            foreach (var seq in seqs)
            {
                if (session[Hide].Bind(conversation).Bind(user).Bind(seq).One() is not null)
                {
                    (count, highest) = (count + 1, Math.Max(highest, seq));
                }
            }

            if (count > 0)
            {
                session[$"update member set hidden_seq = max(hidden_seq, ?3), hides = hides + ?4 {Seat}"]
                    .Bind(conversation).Bind(user).Bind(highest).Bind(count).Run();
            }

            return session[$"select hides from member {Seat}"].Bind(conversation).Bind(user).One() is { } hides
                ? new HideOutcome(hides, count)
                : default(HideOutcome?);
        }).WaitAsync(cancellation);

    public async ValueTask<IReadOnlyDictionary<long, ContentKind>> LoadKindsAsync(
        string conversation, IReadOnlyList<long> seqs, CancellationToken cancellation) =>
        await database.ReadAsync(session =>
        {
            var kinds = new Dictionary<long, ContentKind>();
            if (SqliteMessageLog.KeyOf(session, conversation) is { } key)
            {
                foreach (var seq in seqs)
                {
                    if (session["select kind from message where conversation = ? and seq = ?"].Bind(key).Bind(seq).One() is { } kind)
                    {
                        kinds[seq] = (ContentKind)kind;
                    }
                }
            }

            return kinds;
        }).WaitAsync(cancellation);

    public async ValueTask<IReadOnlyList<long>> LoadHiddenAsync(
        string user, string conversation, long after, int limit, CancellationToken cancellation) =>
        await database.ReadAsync(session =>
        {
            var seqs = new List<long>();
            var row = session[$"select seq from hidden {Seat} and seq > ?3 order by seq limit ?4"]
                .Bind(conversation).Bind(user).Bind(after).Bind(limit);
            while (row.Step())
            {
                seqs.Add(row.Long(0));
            }

            return seqs;
        }).WaitAsync(cancellation);

    public async ValueTask<IReadOnlyList<long>> LoadUnseenAsync(
        string user, string conversation, IReadOnlyList<long> seqs, CancellationToken cancellation) =>
        await database.ReadAsync(session => SqliteMessageLog.KeyOf(session, conversation) is { } key
            ? [.. seqs.Where(seq => !session[Sees].Bind(key).Bind(user).Bind(seq).Any())]
            : seqs).WaitAsync(cancellation);

    public async ValueTask<IReadOnlyList<string>> LoadHidersAsync(
        string conversation, long seq, IReadOnlyList<string> users, CancellationToken cancellation) =>
        await database.ReadAsync(session => SqliteMessageLog.KeyOf(session, conversation) is { } key
            ? users.Where(user => session["select 1 from hidden where conversation = ? and user_id = ? and seq = ?"].Bind(key).Bind(user).Bind(seq).Any())
                .ToList()
            : []).WaitAsync(cancellation);

    public async ValueTask<bool> ClearAsync(string user, string conversation, long seq, CancellationToken cancellation) =>
        await WriteAsync(
            session =>
            {
                session[$"update member set cleared_seq = ?3 {Seat} and cleared_seq < ?3"].Bind(conversation).Bind(user).Bind(seq).Run();
                session[$"delete from hidden {Seat} and seq <= ?3"].Bind(conversation).Bind(user).Bind(seq).Run();
                return IsSeated(session, user, conversation);
            },
            cancellation);

    public async ValueTask<IReadOnlyList<LogEntry>> ReadForwardAsync(
        string user, string conversation, long after, long upTo, int limit, CancellationToken cancellation) =>
        await database.ReadAsync(session => Read(session, Forward, user, conversation, after, upTo, limit)).WaitAsync(cancellation);

    public async ValueTask<IReadOnlyList<LogEntry>> ReadBackwardAsync(
        string user, string conversation, long before, long downTo, int limit, CancellationToken cancellation)
    {
        var entries = await database.ReadAsync(session => Read(session, Backward, user, conversation, before, downTo, limit)).WaitAsync(cancellation);
        entries.Reverse();
        return entries;
    }

    public async ValueTask<LogEntry?> ReadListedAsync(
        string user, string conversation, long before, long downTo, CancellationToken cancellation) =>
        (await database.ReadAsync(session => Read(session, Newest, user, conversation, before, downTo, 1)).WaitAsync(cancellation)).SingleOrDefault();

    public async ValueTask<IReadOnlyDictionary<string, OwnRules>> LoadRulesAsync(IReadOnlyList<string> users, CancellationToken cancellation) =>
        await database.ReadAsync(session =>
        {
            var rules = new Dictionary<string, OwnRules>(StringComparer.Ordinal);
            foreach (var user in users)
            {
                var row = session["select read_receipts, write_by, add_by, presence_to from user_setting where user_id = ?"].Bind(user);
                if (row.Step())
                {
                    rules[user] = new OwnRules(row.Long(0) != 0, (Audience)row.Long(1), (Audience)row.Long(2), (Audience)row.Long(3));
                }

                row.Reset();
            }

            return rules;
        }).WaitAsync(cancellation);

    public async ValueTask SaveRulesAsync(string user, OwnRules rules, CancellationToken cancellation) => await WriteAsync(
        session =>
        {
            session["insert or replace into user_setting (user_id, read_receipts, write_by, add_by, presence_to) values (?, ?, ?, ?, ?)"]
                .Bind(user).Bind(rules.ReadReceipts ? 1 : 0).Bind((long)rules.Write).Bind((long)rules.Add).Bind((long)rules.Presence).Run();
            return true;
        },
        cancellation);

    public async ValueTask<IReadOnlyList<string>> LoadQuietAsync(string conversation, CancellationToken cancellation) =>
        await database.ReadAsync(session =>
        {
            var users = new List<string>();
            var row = session[
                """
                select p.user_id from member p cross join user_setting s on s.user_id = p.user_id
                where s.read_receipts = 0 and p.conversation = (select key from conversation where id = ?)
                """].Bind(conversation);
            while (row.Step())
            {
                users.Add(row.Text(0)!);
            }

            return users;
        }).WaitAsync(cancellation);

    private static List<LogEntry> Read(
        SqliteSession session, string sql, string user, string conversation, long from, long to, int limit)
    {
        var entries = new List<LogEntry>();
        if (SqliteMessageLog.KeyOf(session, conversation) is { } key)
        {
            var row = session[sql].Bind(key).Bind(from).Bind(to).Bind(limit).Bind(user);
            while (row.Step())
            {
                entries.Add(EntryRow.Read(row, conversation));
            }
        }

        return entries;
    }

    private static bool IsSeated(SqliteSession session, string user, string conversation) =>
        session[$"select 1 from member {Seat}"].Bind(conversation).Bind(user).Any();

    private Task<bool> WriteAsync(Func<SqliteSession, bool> write, CancellationToken cancellation) =>
        database.WriteAsync(write).WaitAsync(cancellation);
}
