namespace OrleansIm.Storage.Postgres.Log;

/// <summary>The statements that read a conversation.</summary>
internal static class SnapshotSql
{
    private const string Key = "(select key from conversation where id = $1)";

    public const string Conversation =
        """
        select c.epoch, c.large, h.seq, h.counted, c.mute_all, c.slow_seconds from conversation c
        cross join lateral (select seq, counted from message where conversation = c.key order by seq desc limit 1) h
        where c.id = $1
        """;

    public const string Recent =
        $"select {EntryRow.Columns} from message m where m.conversation = {Key} order by m.seq desc limit $2";

    // Members with their read cursors, the senders' own entries of the unfinished block included.
    private const string Seats =
        $"""
        (select p.user_id, p.role, p.joined_seq, p.left_seq, greatest(p.read_seq, own.seq) as read_seq, p.cleared_seq,
            p.looks_back, p.muted_until, p.hidden_seq, p.hides
         from member p
         left join (
            select m.sender, max(m.seq) as seq from message m
            where m.conversation = {Key} and m.kind < 32 and m.seq > (
                select max(seq) & ~7::bigint from message where conversation = {Key})
            group by m.sender) own on own.sender = p.user_id
         where p.conversation = {Key}) p
        """;

    // The base may lie beyond the head if a caller did not clamp a cursor; the count there is the head's.
    public const string Members =
        $"""
        select p.user_id, p.role, p.joined_seq, p.left_seq, p.read_seq, p.cleared_seq, coalesce(b.counted, 0),
            p.looks_back, p.muted_until, p.hidden_seq, p.hides
        from {Seats}
        left join lateral (
            select counted from message
            where conversation = {Key} and seq <= greatest(p.joined_seq, p.read_seq, p.cleared_seq)
            order by seq desc limit 1) b on true
        order by p.user_id
        """;

    public const string Recalled =
        $"select seq from message where conversation = {Key} and recall_seq > 0 and kind < 32 order by seq";

    // Members who have left and read all they may see need none.
    public const string Mentions =
        $"""
        select n.seq, n.user_id, n.sender from mention n
        where n.conversation = {Key} and n.seq > (
            select min(greatest(p.joined_seq, p.read_seq, p.cleared_seq)) from {Seats}
            where p.left_seq = 0 or p.left_seq > greatest(p.joined_seq, p.read_seq, p.cleared_seq))
        order by n.seq, n.user_id
        """;

    // Nearly nobody hides what is unread: of all others no row is looked for.
    public const string Hidden =
        $"""
        select h.seq, p.user_id from {Seats}
        cross join lateral (
            select seq from hidden where conversation = {Key} and user_id = p.user_id
                and seq > greatest(p.joined_seq, p.read_seq, p.cleared_seq) offset 0) h
        join message m on m.conversation = {Key} and m.seq = h.seq and m.kind < 32
        where p.hidden_seq > greatest(p.joined_seq, p.read_seq, p.cleared_seq)
        order by h.seq, p.user_id
        """;

    public const string Expiring =
        $"""
        select e.seq, m.sender, m.expire from expiring e
        cross join lateral (select sender, expire from message where conversation = e.conversation and seq = e.seq offset 0) m
        where e.conversation = {Key} and e.due is null order by e.seq
        """;

    public const string Forward =
        $"""
        select {EntryRow.Columns} from message m
        where m.conversation = {Key} and m.seq > $2 and m.seq <= $3 order by m.seq limit $4
        """;

    public const string Backward =
        $"""
        select {EntryRow.Columns} from message m
        where m.conversation = {Key} and m.seq < $2 and m.seq > $3 order by m.seq desc limit $4
        """;

    public const string Find =
        $"select {EntryRow.Columns} from message m where m.conversation = {Key} and m.sender = $2 and m.client_id = $3";

    public const string CountedAt =
        $"select counted from message where conversation = {Key} and seq <= $2 order by seq desc limit 1";
}
