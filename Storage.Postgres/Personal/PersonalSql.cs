using OrleansIm.Storage.Postgres.Log;

namespace OrleansIm.Storage.Postgres.Personal;

/// <summary>The statements of what users do for themselves.</summary>
internal static class PersonalSql
{
    private const string Key = "(select key from conversation where id = $1)";

    private const string Seat = $"where conversation = {Key} and user_id = $2";

    private const string NotHidden =
        "not exists (select from hidden h where h.conversation = m.conversation and h.user_id = $5 and h.seq = m.seq)";

    public const string Settings = $"update member set pinned = $3, no_disturb = $4, archived = $5, mark_seq = $6 {Seat}";

    public const string Remove =
        $"""
        update member set removed_counted = coalesce((
            select m.counted from message m where m.conversation = member.conversation and m.seq <= $3 order by m.seq desc limit 1), 0) {Seat}
        """;

    public const string SaveDraft =
        $"""
        insert into draft (user_id, conversation, seq, content)
        select user_id, conversation, $3, $4 from member {Seat}
        on conflict (user_id, conversation) do update set seq = excluded.seq, content = excluded.content
        """;

    /// <summary>Answers whether the user has a seat.</summary>
    public const string DropDraft =
        $"""
        with gone as (delete from draft {Seat} and seq <= $3)
        select exists (select from member {Seat})
        """;

    /// <summary>Rows that are there already count for nothing.</summary>
    public const string Hide =
        $"""
        with added as (
            insert into hidden (conversation, user_id, seq)
            select p.conversation, p.user_id, s.seq from member p, (select distinct unnest($3::bigint[]) as seq order by 1) s
            where p.conversation = {Key} and p.user_id = $2
            on conflict do nothing returning seq)
        update member set hidden_seq = greatest(hidden_seq, (select max(seq) from added)), hides = hides + (select count(*) from added)
        {Seat} returning hides, (select count(*) from added)
        """;

    public const string Kinds = $"select seq, kind from message where conversation = {Key} and seq = any($2)";

    public const string Hidden = $"select seq from hidden {Seat} and seq > $3 order by seq limit $4";

    public const string Unseen =
        $"""
        select s.seq from unnest($3::bigint[]) as s(seq) where not exists (
            select from member p where p.conversation = {Key} and p.user_id = $2
                and s.seq > case when p.cleared_seq = p.joined_seq then p.joined_seq - p.looks_back
                    else greatest(p.cleared_seq, p.joined_seq - p.looks_back) end
                and not exists (select from hidden h where h.conversation = p.conversation and h.user_id = p.user_id and h.seq = s.seq))
        """;

    public const string Hiders = $"select user_id from hidden where conversation = {Key} and seq = $2 and user_id = any($3)";

    /// <summary>Answers whether the user has a seat.</summary>
    public const string Clear =
        $"""
        with gone as (delete from hidden {Seat} and seq <= $3),
            moved as (update member set cleared_seq = $3 {Seat} and cleared_seq < $3)
        select exists (select from member {Seat})
        """;

    public const string Forward =
        $"""
        select {EntryRow.Columns} from message m
        where m.conversation = {Key} and m.seq > $2 and m.seq <= $3 and {NotHidden} order by m.seq limit $4
        """;

    public const string Backward =
        $"""
        select {EntryRow.Columns} from message m
        where m.conversation = {Key} and m.seq < $2 and m.seq > $3 and {NotHidden} order by m.seq desc limit $4
        """;

    public const string Newest =
        $"""
        select {EntryRow.Columns} from message m
        where m.conversation = {Key} and m.seq < $2 and m.seq > $3 and m.listed is null and {NotHidden} order by m.seq desc limit $4
        """;

    public const string Rules = "select user_id, read_receipts, write_by, add_by, presence_to from user_setting where user_id = any($1)";

    public const string SaveRules =
        """
        insert into user_setting (user_id, read_receipts, write_by, add_by, presence_to) values ($1, $2, $3, $4, $5)
        on conflict (user_id) do update set read_receipts = excluded.read_receipts, write_by = excluded.write_by,
            add_by = excluded.add_by, presence_to = excluded.presence_to
        """;

    public const string Quiet =
        $"""
        select p.user_id from member p join user_setting s on s.user_id = p.user_id
        where p.conversation = {Key} and not s.read_receipts
        """;
}
