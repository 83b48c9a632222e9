using OrleansIm.Domain.Messages;
using OrleansIm.Domain.Users;
using OrleansIm.Storage.Log;
using OrleansIm.Storage.Members;
using OrleansIm.Storage.Personal;
using OrleansIm.Storage.Sqlite.Connections;
using OrleansIm.Storage.Sqlite.Log;

namespace OrleansIm.Storage.Sqlite.Members;

/// <summary>
/// Computes lines of a chat list with a handful of index probes each: a query inside this process costs a microsecond, so a
/// loop here is what a join would be on a server.
/// </summary>
internal static class MembershipReader
{
    private const string Seat =
        """
        select c.key, c.id, c.large, p.joined_seq, p.left_seq, p.read_seq, p.cleared_seq,
            p.pinned, p.no_disturb, p.archived, p.mark_seq, p.removed_counted, p.hidden_seq, p.hides
        from member p join conversation c on c.key = p.conversation
        """;

    public static List<Membership> All(SqliteSession session, string user) =>
        Read(session, session[$"{Seat} where p.user_id = ?"].Bind(user), user);

    public static List<Membership> Named(SqliteSession session, string user, IReadOnlyList<string> conversations)
    {
        var lines = new List<Membership>();
        foreach (var conversation in conversations.Distinct(StringComparer.Ordinal))
        {
            lines.AddRange(Read(session, session[$"{Seat} where c.id = ? and p.user_id = ?"].Bind(conversation).Bind(user), user));
        }

        return lines;
    }

    private static List<Membership> Read(SqliteSession session, SqliteStatement row, string user)
    {
        var lines = new List<Membership>();
        while (row.Step())
        {
            var (key, conversation, joined, left) = (row.Long(0), row.Text(1)!, row.Long(3), row.Long(4));
            if (Head(session, key, conversation, left) is not { } head || head.Seq <= joined)
            {
                continue;
            }

            var (read, cleared) = (ReadSeq(session, key, user, head, joined, row.Long(5)), row.Long(6));
            var cursor = Math.Min(Math.Max(joined, Math.Max(read, cleared)), head.Seq);
            lines.Add(new Membership
            {
                Conversation = conversation,
                Large = row.Long(2) != 0,
                JoinedSeq = joined,
                LeftSeq = left,
                ReadSeq = read,
                ClearedSeq = cleared,
                Head = head.Seq,
                Last = Listed(session, key, conversation, head),
                Unread = cursor == head.Seq ? 0 : Unread(session, key, cursor, head, row.Long(12) > cursor ? user : null),
                Mentioned = cursor == head.Seq ? 0 : Mentioned(session, key, user, cursor, head.Seq),
                Personal = Personal(session, row, key, user, head),
            });
        }

        return lines;
    }

    private static PersonalState Personal(SqliteSession session, SqliteStatement row, long key, string user, LogEntry head)
    {
        var state = new PersonalState
        {
            Pinned = row.Long(7) != 0,
            NoDisturb = (NoDisturb)row.Long(8),
            Archived = row.Long(9) != 0,
            MarkSeq = row.Long(10),
            Removed = row.Long(11) >= head.Counted,
            HiddenSeq = row.Long(12),
            Hides = row.Long(13),
        };
        var draft = session["select seq, content from draft where user_id = ? and conversation = ?"].Bind(user).Bind(key);
        var (seq, text) = draft.Step() ? (draft.Long(0), draft.Text(1)) : (0, null);
        draft.Reset();
        return text is null || session[LogSql.LastOwn].Bind(key).Bind(seq).Bind(seq + DraftRule.Window).Bind(user).One() is > 0
            ? state
            : state with { Draft = text, DraftSeq = seq };
    }

    private static LogEntry? Head(SqliteSession session, long key, string conversation, long left)
    {
        var row = session[LogSql.Backward].Bind(key).Bind(left == 0 ? long.MaxValue : left + 1).Bind(0).Bind(1);
        var head = row.Step() ? EntryRow.Read(row, conversation) : null;
        row.Reset();
        return head;
    }

    /// <summary>The head, or the entry that a chat list shows in its place.</summary>
    private static LogEntry Listed(SqliteSession session, long key, string conversation, LogEntry head)
    {
        if (head.Listed == 0)
        {
            return head;
        }

        var row = session[LogSql.Forward].Bind(key).Bind(head.Listed - 1).Bind(head.Listed).Bind(1);
        var listed = row.Step() ? EntryRow.Read(row, conversation) : head;
        row.Reset();
        return listed;
    }

    // The stored cursor, or the user's own last entry of the unfinished block (see SenderCursor).
    private static long ReadSeq(SqliteSession session, long key, string user, LogEntry last, long joined, long stored)
    {
        var after = Math.Max(Math.Max(joined, stored), SenderCursor.Settled(last.Seq));
        return after >= last.Seq ? stored
            : ContentKinds.Counts(last.Kind) && string.Equals(last.Sender, user, StringComparison.Ordinal) ? last.Seq
            : Math.Max(stored, session[LogSql.LastOwn].Bind(key).Bind(after).Bind(last.Seq).Bind(user).One() ?? 0);
    }

    /// <param name="session">The database.</param>
    /// <param name="key">The conversation.</param>
    /// <param name="cursor">Above this.</param>
    /// <param name="last">Up to this one.</param>
    /// <param name="hider">Who; null if it has hidden nothing there.</param>
    private static long Unread(SqliteSession session, long key, long cursor, LogEntry last, string? hider)
    {
        var seen = session[LogSql.CountedAt].Bind(key).Bind(cursor).One() ?? 0;
        var recalled = session["select count(*) from message where conversation = ? and seq > ? and seq <= ? and recall_seq > 0 and kind < 32"]
            .Bind(key).Bind(cursor).Bind(last.Seq).One()!.Value;
        var hidden = hider is null ? 0 : session[
            """
            select count(*) from hidden h join message m on m.conversation = h.conversation and m.seq = h.seq
            where h.conversation = ? and h.user_id = ? and h.seq > ? and h.seq <= ? and m.kind < 32 and m.recall_seq = 0
            """].Bind(key).Bind(hider).Bind(cursor).Bind(last.Seq).One()!.Value;
        return Math.Max(0, last.Counted - seen - recalled - hidden);
    }

    private static long Mentioned(SqliteSession session, long key, string user, long cursor, long head)
    {
        // Most conversations mention nobody; to find that out costs a fraction of counting distinct ones.
        if (!session["select 1 from mention where conversation = ? and seq > ? and seq <= ?"].Bind(key).Bind(cursor).Bind(head).Any())
        {
            return 0;
        }

        return session[
            """
            select count(distinct seq) from mention where conversation = ?1 and user_id in (?2, '*') and seq > ?3 and seq <= ?4 and sender <> ?2
                and not exists (select 1 from hidden h where h.conversation = ?1 and h.user_id = ?2 and h.seq = mention.seq)
            """]
            .Bind(key).Bind(user).Bind(cursor).Bind(head).One()!.Value;
    }
}
