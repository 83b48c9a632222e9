using OrleansIm.Storage.Postgres.Log;

namespace OrleansIm.Storage.Postgres.Members;

/// <summary>The statements of the members' side.</summary>
internal static class MemberSql
{
    // Per conversation a handful of index probes: the visible head, the user's own entries of the unfinished block (see
    // SenderCursor), whether a draft was sent (see DraftRule), and where something is unread, the count at the base, the recalled, the hidden and the mentions in between. Nothing
    // here reads the messages themselves, whatever their number. Where the head is nothing that a chat list shows (l, seldom), the
    // entry that it shows comes along.
    private const string Lines =
        $"""
        cross join lateral (
            select * from message where conversation = p.conversation
                and seq <= case when p.left_seq = 0 then 9223372036854775807 else p.left_seq end
            order by seq desc limit 1) m
        cross join lateral (
            select case
                when greatest(p.joined_seq, p.read_seq) >= m.seq then p.read_seq
                when m.sender = p.user_id and m.kind < 32 then m.seq
                else greatest(p.read_seq, (
                    select max(o.seq) from message o
                    where o.conversation = p.conversation and o.seq > greatest(p.joined_seq, p.read_seq, m.seq & ~7::bigint)
                        and o.seq <= m.seq and o.sender = p.user_id and o.kind < 32)) end as seq offset 0) r
        cross join lateral (select greatest(p.joined_seq, r.seq, p.cleared_seq) as seq offset 0) b
        left join lateral (select * from message where conversation = p.conversation and seq = m.listed offset 0) l on true
        left join draft t on t.user_id = p.user_id and t.conversation = p.conversation and not exists (
            select from message o where o.conversation = p.conversation and o.seq > t.seq and o.seq <= t.seq + 1024
                and o.sender = p.user_id and o.kind < 32)
        """;

    private const string Unread =
        """
        case when b.seq >= m.seq then 0 else greatest(0, m.counted
            - coalesce((select counted from message where conversation = p.conversation and seq = b.seq), 0)
            - (select count(*) from message
               where conversation = p.conversation and seq > b.seq and seq <= m.seq and recall_seq > 0 and kind < 32)
            - case when p.hidden_seq <= b.seq then 0 else (
                select count(*) from hidden h join message o on o.conversation = h.conversation and o.seq = h.seq
                where h.conversation = p.conversation and h.user_id = p.user_id and h.seq > b.seq and h.seq <= m.seq
                    and o.kind < 32 and o.recall_seq = 0) end) end
        """;

    private const string Mentioned =
        """
        case when b.seq >= m.seq then 0 else (
            select count(distinct n.seq) from mention n
            where n.conversation = p.conversation and n.user_id in (p.user_id, '*')
                and n.seq > b.seq and n.seq <= m.seq and n.sender <> p.user_id
                and (p.hidden_seq <= b.seq or not exists (
                    select from hidden h where h.conversation = n.conversation and h.user_id = p.user_id and h.seq = n.seq))) end
        """;

    private const string Columns =
        "select c.id, c.large, p.joined_seq, p.left_seq, r.seq, p.cleared_seq, "
        + $"{Unread}, {Mentioned}, {EntryRow.Columns}, {EntryRow.ListedColumns}, "
        + "p.pinned, p.no_disturb, p.archived, p.mark_seq, p.removed_counted, p.hidden_seq, p.hides, t.seq, t.content";

    public const string AllMemberships =
        $"{Columns} from member p join conversation c on c.key = p.conversation {Lines} where p.user_id = $1 and m.seq > p.joined_seq";

    public const string NamedMemberships =
        $"""
        {Columns} from (select distinct unnest($2::text[]) as id) named join conversation c on c.id = named.id
        join member p on p.conversation = c.key and p.user_id = $1 {Lines} where m.seq > p.joined_seq
        """;

    /// <summary>Those of the users <c>$1</c>, each row ending with the user's number in <c>$2</c>.</summary>
    public const string ManyMemberships =
        $"""
        {Columns}, o.place from unnest($1::text[], $2::int[]) as o(user_id, place) join member p on p.user_id = o.user_id
        join conversation c on c.key = p.conversation {Lines} where m.seq > p.joined_seq
        """;

    public const string Device =
        """
        select r.conversation, r.seq from device d
        left join device_cursor r on r.user_id = d.user_id and r.device = d.device
        where d.user_id = $1 and d.device = $2
        """;

    public const string Received =
        """
        select coalesce(max(r.seq), 0) from device d
        join device_cursor r on r.user_id = d.user_id and r.device = d.device and r.conversation = $2
        where d.user_id = $1
        """;

    public const string Reads =
        """
        update member set read_seq = s.seq
        from (select c.key, p.user_id, p.seq from unnest($1::text[], $2::text[], $3::bigint[]) as p(id, user_id, seq)
              join conversation c on c.id = p.id order by 1, 2) s
        where member.conversation = s.key and member.user_id = s.user_id and member.read_seq < s.seq
        """;

    public const string Cursors =
        """
        insert into device_cursor (user_id, device, conversation, seq)
        select p.user_id, p.device, p.conversation, p.seq
        from unnest($1::text[], $2::text[], $3::text[], $4::bigint[]) as p(user_id, device, conversation, seq)
        join device d on d.user_id = p.user_id and d.device = p.device order by 1, 2, 3
        on conflict (user_id, device, conversation) do update set seq = excluded.seq where device_cursor.seq < excluded.seq
        """;

    public const string CutCursor =
        "update device_cursor set seq = $4 where user_id = $1 and device = $2 and conversation = $3 and seq > $4";

    public const string Seen =
        """
        update device set seen = s.seen
        from (select p.user_id, p.device, p.seen from unnest($1::text[], $2::text[], $3::bigint[]) as p(user_id, device, seen)
              order by 1, 2) s
        where device.user_id = s.user_id and device.device = s.device and device.seen < s.seen
        """;

    public const string Users =
        """
        insert into last_seen (user_id, time)
        select p.user_id, p.time from unnest($1::text[], $2::bigint[]) as p(user_id, time) order by 1
        on conflict (user_id) do update set time = excluded.time where last_seen.time < excluded.time
        """;

    public const string Forgotten =
        """
        delete from device using
            (select p.user_id, p.device from unnest($1::text[], $2::text[]) as p(user_id, device) order by 1, 2) s
        where device.user_id = s.user_id and device.device = s.device
        """;
}
