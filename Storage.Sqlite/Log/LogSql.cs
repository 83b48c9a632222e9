namespace OrleansIm.Storage.Sqlite.Log;

/// <summary>The longer statements of the log.</summary>
internal static class LogSql
{
    public const string Claim =
        "insert into conversation (id, epoch) values (?, 1) on conflict (id) do update set epoch = epoch + 1 returning epoch";

    /// <summary>Values: key, user, role, joined, left, looks back, muted until. What was cleared before stays so; equal to the joining is nothing.</summary>
    public const string Join =
        """
        insert into member (conversation, user_id, role, joined_seq, left_seq, read_seq, cleared_seq, looks_back, muted_until)
        values (?1, ?2, ?3, ?4, ?5, ?4, ?4, ?6, ?7)
        on conflict (conversation, user_id) do update set role = excluded.role, joined_seq = excluded.joined_seq,
            left_seq = excluded.left_seq, read_seq = excluded.read_seq, cleared_seq = case
                when member.cleared_seq = member.joined_seq then excluded.joined_seq
                when member.cleared_seq < excluded.joined_seq then member.cleared_seq
                else excluded.joined_seq - 1 end,
            looks_back = excluded.looks_back, muted_until = excluded.muted_until
        """;

    /// <summary>Values: key, after, up to. See SenderCursor.</summary>
    public const string SettleSenders =
        """
        update member set read_seq = s.seq
        from (select sender, max(seq) as seq from message indexed by message_key
              where conversation = ?1 and seq > ?2 and seq <= ?3 and kind < 32 group by sender) s
        where member.conversation = ?1 and member.user_id = s.sender and member.read_seq < s.seq
        """;

    /// <summary>Values: by, time, recall seq, key, seq, whether it has expired.</summary>
    public const string Erase =
        """
        update message set content = zeroblob(0), mentions = null, recalled_by = ?1, recalled_at = ?2, recall_seq = ?3,
            expire = case when ?6 then -expire else expire end
        where conversation = ?4 and seq = ?5 and recall_seq = 0
        """;

    /// <summary>Values: key. Messages that expire and that nobody has read.</summary>
    public const string Expiring =
        """
        select e.seq, m.sender, m.expire from expiring e join message m on m.conversation = e.conversation and m.seq = e.seq
        where e.conversation = ? and e.due is null order by e.seq
        """;

    /// <summary>Values: due, key, seq.</summary>
    public const string StartClock = "update expiring set due = ? where conversation = ? and seq = ? and due is null";

    /// <summary>Values: key, seq. What a message said before its first edit.</summary>
    public const string FirstVersion =
        """
        insert or ignore into revision (conversation, seq, edit_seq, time, content)
        select conversation, seq, seq, time, content from message
        where conversation = ? and seq = ? and edited_at = 0 and recall_seq = 0
        """;

    /// <summary>Values: key, seq, edit seq, time, content.</summary>
    public const string Version =
        """
        insert into revision (conversation, seq, edit_seq, time, content)
        select ?1, ?2, ?3, ?4, ?5 where exists (select 1 from message where conversation = ?1 and seq = ?2 and recall_seq = 0)
        """;

    /// <summary>Values: key, seq, time, original, content.</summary>
    public const string Edit =
        "update message set edited_at = ?3, original = ?4, content = ?5 where conversation = ?1 and seq = ?2 and recall_seq = 0";

    /// <summary>Values: key, seq, remnant. The texts in the entries that edited what is erased.</summary>
    public const string EraseEdits =
        """
        update message set content = ?3 where conversation = ?1
        and seq in (select edit_seq from revision where conversation = ?1 and seq = ?2 and edit_seq <> ?2)
        """;

    /// <summary>Values: key, seq, after, limit.</summary>
    public const string Versions =
        """
        select seq, edit_seq, time, content from revision
        where conversation = ? and seq = ? and edit_seq > ? order by edit_seq limit ?
        """;

    /// <summary>Values: key, seq, limit. The newest first.</summary>
    public const string EditsOf =
        "select edit_seq from revision where conversation = ?1 and seq = ?2 and edit_seq > ?2 order by edit_seq desc limit ?3";

    /// <summary>Values: key, seq, up to.</summary>
    public const string VersionAsOf =
        """
        select seq, edit_seq, time, content from revision
        where conversation = ? and seq = ? and edit_seq <= ? order by edit_seq desc limit 1
        """;

    /// <summary>Values: key, after, up to, limit.</summary>
    public const string Forward =
        $"select {EntryRow.Columns} from message where conversation = ? and seq > ? and seq <= ? order by seq limit ?";

    /// <summary>Values: key, before, down to, limit.</summary>
    public const string Backward =
        $"select {EntryRow.Columns} from message where conversation = ? and seq < ? and seq > ? order by seq desc limit ?";

    /// <summary>Values: key, sender, client id.</summary>
    public const string Find =
        $"select {EntryRow.Columns} from message where conversation = ? and sender = ? and client_id = ?";

    /// <summary>Values: key, seq.</summary>
    public const string CountedAt =
        "select counted from message where conversation = ? and seq <= ? order by seq desc limit 1";

    /// <summary>Values: key, after, up to, sender. The sender's last own entry in a range.</summary>
    public const string LastOwn =
        """
        select max(seq) from message indexed by message_key
        where conversation = ? and seq > ? and seq <= ? and +sender = ? and kind < 32
        """;

    /// <summary>Values: key, after. All senders' last own entries above a sequence.</summary>
    public const string Owns =
        """
        select sender, max(seq) from message indexed by message_key
        where conversation = ? and seq > ? and kind < 32 group by sender
        """;
}
