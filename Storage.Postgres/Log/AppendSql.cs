namespace OrleansIm.Storage.Postgres.Log;

/// <summary>The statements of one append transaction.</summary>
internal static class AppendSql
{
    /// <summary>
    /// Held to the end of the transaction. A claim takes the same lock alone before it raises the epoch, so it waits for
    /// appends under way and every later one sees the new epoch: after a claim no older owner can commit.
    /// </summary>
    public const string Share = "select 1 from unnest($1::bigint[]) as l(k) where pg_advisory_xact_lock_shared(l.k) is null";

    /// <summary>
    /// Entries whose conversation has the stated epoch and whose predecessor is there. Answers null if all went in, else the
    /// conversations that did.
    /// </summary>
    public const string Entries =
        """
        with written as (
            insert into message (conversation, seq, time, counted, reply_to, kind, silent, sender, client_id, mentions, content, listed)
            select c.key, e.seq, e.time, e.counted, e.reply_to, e.kind, e.silent, e.sender, e.client_id, e.mentions, e.content, e.listed
            from unnest($1::text[], $2::bigint[], $3::bigint[], $4::bigint[], $5::bigint[], $6::bigint[], $7::bigint[],
                        $8::smallint[], $9::boolean[], $10::text[], $11::text[], $12::text[], $13::bytea[], $14::bigint[])
                as e(id, epoch, first, seq, time, counted, reply_to, kind, silent, sender, client_id, mentions, content, listed)
            join conversation c on c.id = e.id and c.epoch = e.epoch
            where e.first = 1 or (select true from message h where h.conversation = c.key and h.seq = e.first - 1)
            returning conversation)
        select case when (select count(*) from written) < $15::bigint then
            array(select distinct c.id from written w join conversation c on c.key = w.conversation) end
        """;

    // The rest runs only when a batch has something for it. A part that was written is known by its last entry: the epoch
    // can't have changed under the shared lock. It is asked for in a scalar query (and ranges in a lateral one with a fence)
    // because the planner turns anything else into a join that reads a conversation's whole index. Rows are touched in the order of their keys, as everywhere, so that two
    // writers queue up instead of locking each other out.
    private const string Written = "join conversation c on c.id = p.id and c.epoch = p.epoch "
        + "where (select true from message h where h.conversation = c.key and h.seq = p.last)";

    /// <summary>What was cleared before stays so; equal to the joining is nothing.</summary>
    public const string Joins =
        $"""
        insert into member (conversation, user_id, role, joined_seq, left_seq, read_seq, cleared_seq, looks_back, muted_until)
        select c.key, p.user_id, p.role, p.joined, p.departed, p.joined, p.joined, p.looks_back, p.muted_until
        from unnest($1::text[], $2::bigint[], $3::bigint[], $4::text[], $5::smallint[], $6::bigint[], $7::bigint[], $8::bigint[], $9::bigint[])
            as p(id, epoch, last, user_id, role, joined, departed, looks_back, muted_until)
        {Written} order by 1, 2
        on conflict (conversation, user_id) do update set role = excluded.role, joined_seq = excluded.joined_seq,
            left_seq = excluded.left_seq, read_seq = excluded.read_seq, cleared_seq = case
                when member.cleared_seq = member.joined_seq then excluded.joined_seq
                when member.cleared_seq < excluded.joined_seq then member.cleared_seq
                else excluded.joined_seq - 1 end,
            looks_back = excluded.looks_back, muted_until = excluded.muted_until
        """;

    public const string Departures =
        $"""
        update member set left_seq = s.departed
        from (select c.key, p.user_id, p.departed
              from unnest($1::text[], $2::bigint[], $3::bigint[], $4::text[], $5::bigint[]) as p(id, epoch, last, user_id, departed)
              {Written} order by 1, 2) s
        where member.conversation = s.key and member.user_id = s.user_id
        """;

    /// <summary>Other roles and mutes of members that stay.</summary>
    public const string Moves =
        $"""
        update member set role = s.role, muted_until = s.muted_until
        from (select c.key, p.user_id, p.role, p.muted_until
              from unnest($1::text[], $2::bigint[], $3::bigint[], $4::text[], $5::smallint[], $6::bigint[])
                as p(id, epoch, last, user_id, role, muted_until)
              {Written} order by 1, 2) s
        where member.conversation = s.key and member.user_id = s.user_id
        """;

    /// <summary>Everybody leaves. The rows are locked in the order of their keys first, as everywhere.</summary>
    public const string Disbandings =
        $"""
        update member set left_seq = s.departed
        from (select m.conversation, m.user_id, p.departed
              from unnest($1::text[], $2::bigint[], $3::bigint[], $4::bigint[]) as p(id, epoch, last, departed)
              join conversation c on c.id = p.id and c.epoch = p.epoch
              join member m on m.conversation = c.key and m.left_seq = 0
              where (select true from message h where h.conversation = c.key and h.seq = p.last)
              order by 1, 2 for update of m) s
        where member.conversation = s.conversation and member.user_id = s.user_id
        """;

    public const string Rules =
        $"""
        update conversation set mute_all = s.mute_all, slow_seconds = s.slow_seconds
        from (select c.key, p.mute_all, p.slow_seconds
              from unnest($1::text[], $2::bigint[], $3::bigint[], $4::boolean[], $5::integer[]) as p(id, epoch, last, mute_all, slow_seconds)
              {Written} order by 1) s
        where conversation.key = s.key
        """;

    /// <summary>The senders' read cursors, for blocks of the log that this batch completes.</summary>
    public const string SenderCursors =
        $"""
        update member set read_seq = s.seq
        from (select c.key, m.sender, max(m.seq) as seq
              from unnest($1::text[], $2::bigint[], $3::bigint[], $4::bigint[], $5::bigint[]) as p(id, epoch, last, after, up_to)
              join conversation c on c.id = p.id and c.epoch = p.epoch
              cross join lateral (
                  select sender, seq from message
                  where conversation = c.key and seq > p.after and seq <= p.up_to and kind < 32 offset 0) m
              where (select true from message h where h.conversation = c.key and h.seq = p.last)
              group by 1, 2 order by 1, 2) s
        where member.conversation = s.key and member.user_id = s.sender and member.read_seq < s.seq
        """;

    public const string Mentions =
        $"""
        insert into mention (conversation, seq, user_id, sender)
        select c.key, p.seq, p.user_id, p.sender
        from unnest($1::text[], $2::bigint[], $3::bigint[], $4::bigint[], $5::text[], $6::text[])
            as p(id, epoch, last, seq, user_id, sender)
        {Written} on conflict do nothing
        """;

    /// <summary>The end of a statement that deletes the rows <c>t</c> of messages that are recalled.</summary>
    private const string OfRecalled =
        $"""
        using (select c.key, p.seq from unnest($1::text[], $2::bigint[], $3::bigint[], $4::bigint[]) as p(id, epoch, last, seq)
               {Written}) s
        where t.conversation = s.key and t.seq = s.seq
        """;

    public const string MentionErasures = $"delete from mention t {OfRecalled}";

    public const string Erasures =
        $"""
        update message set content = '', mentions = null, recalled_by = s.recalled_by, recalled_at = s.time, recall_seq = s.recall_seq,
            expire = case when s.expired then -message.expire else message.expire end
        from (select c.key, p.seq, p.recalled_by, p.time, p.recall_seq, p.expired
              from unnest($1::text[], $2::bigint[], $3::bigint[], $4::bigint[], $5::text[], $6::bigint[], $7::bigint[], $8::boolean[])
                as p(id, epoch, last, seq, recalled_by, time, recall_seq, expired)
              {Written}) s
        where message.conversation = s.key and message.seq = s.seq and message.recall_seq = 0
        """;

    private const string Erased =
        "from unnest($1::text[], $2::bigint[], $3::bigint[], $4::bigint[], $5::bytea[]) as p(id, epoch, last, seq, remnant)";

    /// <summary>The texts in the entries that edited what is erased.</summary>
    public const string EditErasures =
        $"""
        update message set content = s.remnant
        from (select c.key, r.edit_seq, p.remnant {Erased}
              join conversation c on c.id = p.id and c.epoch = p.epoch
              cross join lateral (
                  select edit_seq from revision where conversation = c.key and seq = p.seq and edit_seq <> p.seq offset 0) r
              where (select true from message h where h.conversation = c.key and h.seq = p.last)) s
        where message.conversation = s.key and message.seq = s.edit_seq
        """;

    public const string RevisionErasures =
        $"""
        delete from revision using (select c.key, p.seq {Erased} {Written}) s
        where revision.conversation = s.key and revision.seq = s.seq
        """;

    private const string Edited =
        "from unnest($1::text[], $2::bigint[], $3::bigint[], $4::bigint[], $5::bigint[], $6::bigint[], $7::bigint[], $8::bytea[])"
        + " as p(id, epoch, last, seq, edit_seq, time, original, content)";

    /// <summary>What a message said before its first edit.</summary>
    public const string FirstVersions =
        $"""
        insert into revision (conversation, seq, edit_seq, time, content)
        select m.conversation, m.seq, m.seq, m.time, m.content
        from (select c.key, p.seq {Edited} {Written}) s
        join message m on m.conversation = s.key and m.seq = s.seq and m.edited_at = 0 and m.recall_seq = 0
        on conflict do nothing
        """;

    public const string Versions =
        $"""
        insert into revision (conversation, seq, edit_seq, time, content)
        select c.key, p.seq, p.edit_seq, p.time, p.content {Edited} {Written}
            and (select t.recall_seq from message t where t.conversation = c.key and t.seq = p.seq) = 0
        """;

    public const string Edits =
        $"""
        update message set content = s.content, edited_at = s.time, original = s.original
        from (select c.key, p.seq, p.time, p.original, p.content {Edited} {Written}) s
        where message.conversation = s.key and message.seq = s.seq and message.recall_seq = 0
        """;

    private const string Reacted =
        "from unnest($1::text[], $2::bigint[], $3::bigint[], $4::bigint[], $5::text[], $6::text[], $7::boolean[], $8::bigint[], $9::bigint[])"
        + " as p(id, epoch, last, seq, user_id, emoji, stands, entry_seq, time)";

    private const string NotRecalled = "(select t.recall_seq from message t where t.conversation = c.key and t.seq = p.seq) = 0";

    public const string Reactions =
        $"""
        insert into reaction (conversation, seq, user_id, emoji, stands, entry_seq, time)
        select distinct on (c.key, p.seq, p.user_id, p.emoji) c.key, p.seq, p.user_id, p.emoji, p.stands, p.entry_seq, p.time
        {Reacted} {Written} and {NotRecalled}
        order by c.key, p.seq, p.user_id, p.emoji, p.entry_seq desc
        on conflict (conversation, seq, user_id, emoji) do update set
            stands = excluded.stands, entry_seq = excluded.entry_seq, time = excluded.time
        """;

    /// <summary>Each of them changes something, so the sums are the sums of the changes.</summary>
    public const string ReactionSums =
        $"""
        insert into reaction_sum as t (conversation, seq, emoji, count, since)
        select c.key, p.seq, p.emoji, sum(case when p.stands then 1 else -1 end), min(p.entry_seq)
        {Reacted} {Written} and {NotRecalled}
        group by c.key, p.seq, p.emoji order by 1, 2, 3
        on conflict (conversation, seq, emoji) do update set
            count = t.count + excluded.count, since = case when t.count > 0 then t.since else excluded.since end
        """;

    public const string ReactionErasures = $"delete from reaction t {OfRecalled}";

    public const string ReactionSumErasures = $"delete from reaction_sum t {OfRecalled}";

    private const string Expiring =
        "from unnest($1::text[], $2::bigint[], $3::bigint[], $4::bigint[], $5::integer[]) as p(id, epoch, last, seq, expire)";

    /// <summary>How long entries stand once they were read. Beside their insert, which costs all others nothing.</summary>
    public const string Expiries =
        $"""
        update message set expire = s.expire
        from (select c.key, p.seq, p.expire {Expiring} {Written}) s
        where message.conversation = s.key and message.seq = s.seq
        """;

    public const string ExpiryRows = $"insert into expiring (conversation, seq) select c.key, p.seq {Expiring} {Written} order by 1, 2";

    public const string Deadlines =
        $"""
        update expiring set due = s.due
        from (select e.conversation, e.seq, p.due
              from unnest($1::text[], $2::bigint[], $3::bigint[], $4::bigint[], $5::bigint[]) as p(id, epoch, last, seq, due)
              join conversation c on c.id = p.id and c.epoch = p.epoch
              join expiring e on e.conversation = c.key and e.seq = p.seq and e.due is null
              where (select true from message h where h.conversation = c.key and h.seq = p.last)
              order by 1, 2 for update of e) s
        where expiring.conversation = s.conversation and expiring.seq = s.seq
        """;

    public const string ExpiryErasures = $"delete from expiring t {OfRecalled}";

    public const string Large =
        $"""
        update conversation set large = s.large
        from (select c.key, p.large from unnest($1::text[], $2::bigint[], $3::bigint[], $4::boolean[]) as p(id, epoch, last, large)
              {Written} order by 1) s
        where conversation.key = s.key and conversation.large <> s.large
        """;

    /// <summary>Which of these client ids are in the log already: the places of their parts.</summary>
    public const string Repeats =
        """
        select distinct e.part from unnest($1::integer[], $2::text[], $3::text[], $4::text[]) as e(part, id, sender, client_id)
        join conversation c on c.id = e.id
        join message m on m.conversation = c.key and m.sender = e.sender and m.client_id = e.client_id
        """;
}
