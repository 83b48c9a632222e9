using OrleansIm.Domain.Conversations;
using OrleansIm.Domain.Groups;
using OrleansIm.Domain.Messages;
using OrleansIm.Storage.Expiries;
using OrleansIm.Storage.Log;
using OrleansIm.Storage.Personal;
using OrleansIm.Storage.Sqlite.Connections;

namespace OrleansIm.Storage.Sqlite.Log;

/// <summary>Reads what an owner starts from; everything within the one view of the caller's transaction.</summary>
internal static class SnapshotReader
{
    public static ConversationSnapshot? Read(SqliteSession session, string conversation, int recent)
    {
        var row = session["select key, epoch, large, mute_all, slow_seconds from conversation where id = ?"].Bind(conversation);
        if (!row.Step())
        {
            return null;
        }

        var (key, epoch, large) = (row.Long(0), row.Long(1), row.Long(2) != 0);
        var rules = new GroupRules(row.Long(3) != 0, (int)row.Long(4));
        row.Reset();
        if (session["select max(seq) from message where conversation = ?"].Bind(key).One() is not { } head)
        {
            return null;
        }

        var members = Members(session, key, head);
        return new ConversationSnapshot
        {
            Conversation = conversation,
            Epoch = epoch,
            Large = large,
            Rules = rules,
            Head = head,
            HeadCounted = session[LogSql.CountedAt].Bind(key).Bind(head).One()!.Value,
            Recent = Recent(session, key, conversation, recent),
            Members = members,
            Recalled = Recalled(session, key),
            Mentions = Mentions(session, key, members),
            Hidden = Hidden(session, key, members),
            Expiring = Expiring(session, key),
        };
    }

    private static List<LogEntry> Recent(SqliteSession session, long key, string conversation, int recent)
    {
        var entries = new List<LogEntry>();
        var row = session[LogSql.Backward].Bind(key).Bind(long.MaxValue).Bind(0).Bind(recent);
        while (row.Step())
        {
            entries.Add(EntryRow.Read(row, conversation));
        }

        entries.Reverse();
        return entries;
    }

    private static List<MemberRow> Members(SqliteSession session, long key, long head)
    {
        var owns = new Dictionary<string, long>(StringComparer.Ordinal);
        var own = session[LogSql.Owns].Bind(key).Bind(SenderCursor.Settled(head));
        while (own.Step())
        {
            owns[own.Text(0)!] = own.Long(1);
        }

        var members = new List<MemberRow>();
        var row = session["select user_id, role, joined_seq, left_seq, read_seq, cleared_seq, looks_back, muted_until, hidden_seq, hides from member where conversation = ? order by user_id"].Bind(key);
        while (row.Step())
        {
            var user = row.Text(0)!;
            var (joined, cleared) = (row.Long(2), row.Long(5));
            var read = Math.Max(row.Long(4), owns.GetValueOrDefault(user));
            var counted = session[LogSql.CountedAt].Bind(key).Bind(Math.Max(joined, Math.Max(read, cleared))).One() ?? 0;
            members.Add(new MemberRow(user, (MemberRole)row.Long(1), joined, row.Long(3), read, cleared, counted)
            {
                LooksBack = row.Long(6),
                MutedUntil = row.Long(7),
                HiddenSeq = row.Long(8),
                Hides = row.Long(9),
            });
        }

        return members;
    }

    private static List<long> Recalled(SqliteSession session, long key)
    {
        var recalled = new List<long>();
        var row = session["select seq from message where conversation = ? and recall_seq > 0 and kind < 32 order by seq"].Bind(key);
        while (row.Step())
        {
            recalled.Add(row.Long(0));
        }

        return recalled;
    }

    // Members who have left and read all they may see need none.
    private static List<MentionRow> Mentions(SqliteSession session, long key, List<MemberRow> members)
    {
        var lowest = long.MaxValue;
        foreach (var member in members)
        {
            var cursor = Math.Max(member.JoinedSeq, Math.Max(member.ReadSeq, member.ClearedSeq));
            if (member.LeftSeq == 0 || member.LeftSeq > cursor)
            {
                lowest = Math.Min(lowest, cursor);
            }
        }

        var mentions = new List<MentionRow>();
        var row = session["select seq, user_id, sender from mention where conversation = ? and seq > ? order by seq, user_id"].Bind(key).Bind(lowest);
        while (row.Step())
        {
            mentions.Add(new MentionRow(row.Long(0), row.Text(1)!, row.Text(2)!));
        }

        return mentions;
    }

    // Nearly nobody hides what is unread: for all others nothing is looked up.
    private static List<HiddenRow> Hidden(SqliteSession session, long key, List<MemberRow> members)
    {
        var hidden = new List<HiddenRow>();
        foreach (var member in members)
        {
            var cursor = Math.Max(member.JoinedSeq, Math.Max(member.ReadSeq, member.ClearedSeq));
            if (member.HiddenSeq <= cursor)
            {
                continue;
            }

            var row = session[
                """
                select h.seq from hidden h join message m on m.conversation = h.conversation and m.seq = h.seq
                where h.conversation = ? and h.user_id = ? and h.seq > ? and m.kind < 32 order by h.seq
                """].Bind(key).Bind(member.User).Bind(cursor);
            while (row.Step())
            {
                hidden.Add(new HiddenRow(row.Long(0), member.User));
            }
        }

        return hidden;
    }

    private static List<ExpiringRow> Expiring(SqliteSession session, long key)
    {
        var expiring = new List<ExpiringRow>();
        var row = session[LogSql.Expiring].Bind(key);
        while (row.Step())
        {
            expiring.Add(new ExpiringRow(row.Long(0), row.Text(1)!, (int)row.Long(2)));
        }

        return expiring;
    }
}
