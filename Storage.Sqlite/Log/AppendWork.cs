using Microsoft.Data.Sqlite;
using OrleansIm.Domain.Messages;
using OrleansIm.Storage.Log;
using OrleansIm.Storage.Members;
using OrleansIm.Storage.Sqlite.Connections;
using SQLitePCL;

namespace OrleansIm.Storage.Sqlite.Log;

/// <summary>
/// One batch of appends. A part that turns out to be impossible before its first entry is in is simply left out; one that
/// turns out so later is remembered, and the whole batch runs again without it.
/// </summary>
internal sealed class AppendWork
{
    private readonly IReadOnlyList<ConversationAppend> _batch;
    private readonly AppendStatus[] _statuses;
    private readonly bool[] _leftOut;
    private Dictionary<int, Exception>? _faults;

    public AppendWork(IReadOnlyList<ConversationAppend> batch)
    {
        _batch = batch;
        _statuses = new AppendStatus[batch.Count];
        _leftOut = new bool[batch.Count];
        for (var i = 0; i < batch.Count; i++)
        {
            AppendRules.Check(batch[i]);
            if (AppendRules.RefusalOf(batch[i]) is { } refusal)
            {
                (_faults ??= [])[i] = refusal;
                _leftOut[i] = true;
            }
            else if (AppendRules.RepeatsItself(batch[i]))
            {
                _statuses[i] = AppendStatus.Duplicate;
                _leftOut[i] = true;
            }
        }
    }

    /// <summary>What became of each part; throws if parts were refused by their own fault.</summary>
    public AppendStatus[] Outcome => _faults switch
    {
        null => _statuses,
        _ when _batch.Count == 1 => throw _faults[0],
        _ => throw new AppendFaultException(_statuses, _faults),
    };

    public bool Run(SqliteSession session)
    {
        for (var i = 0; i < _batch.Count; i++)
        {
            if (!_leftOut[i])
            {
                _statuses[i] = Write(session, i);
            }
        }

        return true;
    }

    private AppendStatus Write(SqliteSession session, int place)
    {
        var part = _batch[place];
        if (session["select key from conversation where id = ? and epoch = ?"].Bind(part.Conversation).Bind(part.Epoch).One() is not { } key
            || (part.Entries[0].Seq > 1 && !Has(session, key, part.Entries[0].Seq - 1)))
        {
            return AppendStatus.Fenced;
        }

        for (var i = 0; i < part.Entries.Count; i++)
        {
            try
            {
                if (!Insert(session, key, part.Entries[i]))
                {
                    return LeaveOut(place, i, Repeats(session, key, part.Entries[i]) ? AppendStatus.Duplicate : AppendStatus.Fenced);
                }
            }
            catch (SqliteException e) when (e.SqliteErrorCode == raw.SQLITE_TOOBIG)
            {
                (_faults ??= [])[place] = e;
                return LeaveOut(place, i, default);
            }
        }

        WriteBeside(session, key, part);
        return AppendStatus.Committed;
    }

    private AppendStatus LeaveOut(int place, int written, AppendStatus status)
    {
        _leftOut[place] = true;
        _statuses[place] = status;
        return written == 0 ? status : throw new RunAgainException();
    }

    private static bool Has(SqliteSession session, long key, long seq) =>
        session["select 1 from message where conversation = ? and seq = ?"].Bind(key).Bind(seq).Any();

    private static bool Repeats(SqliteSession session, long key, LogEntry entry) => entry.ClientId is not null
        && session["select 1 from message where conversation = ? and sender = ? and client_id = ?"]
            .Bind(key).Bind(entry.Sender).Bind(entry.ClientId).Any();

    private static bool Insert(SqliteSession session, long key, LogEntry entry) =>
        session["insert into message (conversation, seq, time, counted, reply_to, kind, silent, sender, client_id, mentions, content, listed) values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, nullif(?, 0))"]
            .Bind(key).Bind(entry.Seq).Bind(entry.Time).Bind(entry.Counted).Bind(entry.ReplyTo).Bind((long)entry.Kind)
            .Bind(entry.Silent ? 1 : 0).Bind(entry.Sender).Bind(entry.ClientId).Bind(MentionList.Write(entry.Mentions))
            .Bind(entry.Content.Span).Bind(entry.Listed).TryRun();

    private static void WriteBeside(SqliteSession session, long key, ConversationAppend part)
    {
        foreach (var outcome in AppendRules.Fold(part))
        {
            Write(session, key, outcome);
        }

        if (part.DisbandedAt > 0)
        {
            session["update member set left_seq = ? where conversation = ? and left_seq = 0"].Bind(part.DisbandedAt).Bind(key).Run();
        }

        if (SenderCursor.Settles(part, out var after, out var upTo))
        {
            session[LogSql.SettleSenders].Bind(key).Bind(after).Bind(upTo).Run();
        }

        foreach (var entry in part.Entries)
        {
            foreach (var user in entry.Mentions ?? [])
            {
                session["insert or ignore into mention (conversation, seq, user_id, sender) values (?, ?, ?, ?)"]
                    .Bind(key).Bind(entry.Seq).Bind(user).Bind(entry.Sender).Run();
            }

            if (entry.Expire > 0)
            {
                session["update message set expire = ? where conversation = ? and seq = ?"].Bind(entry.Expire).Bind(key).Bind(entry.Seq).Run();
                session["insert into expiring (conversation, seq) values (?, ?)"].Bind(key).Bind(entry.Seq).Run();
            }
        }

        foreach (var deadline in part.Deadlines)
        {
            session[LogSql.StartClock].Bind(deadline.Due).Bind(key).Bind(deadline.Seq).Run();
        }

        // Before the erasures: what is edited and recalled in one transaction is recalled.
        foreach (var edit in part.Edits)
        {
            session[LogSql.FirstVersion].Bind(key).Bind(edit.Seq).Run();
            session[LogSql.Version].Bind(key).Bind(edit.Seq).Bind(edit.EditSeq).Bind(edit.Time).Bind(edit.Content.Span).Run();
            session[LogSql.Edit].Bind(key).Bind(edit.Seq).Bind(edit.Time).Bind(edit.Original).Bind(edit.Content.Span).Run();
        }

        foreach (var reaction in part.Reactions)
        {
            if (session["select 1 from message where conversation = ? and seq = ? and recall_seq = 0"].Bind(key).Bind(reaction.Seq).Any())
            {
                session[ReactionSql.Set].Bind(key).Bind(reaction.Seq).Bind(reaction.User).Bind(reaction.Emoji)
                    .Bind(reaction.Stands ? 1 : 0).Bind(reaction.EntrySeq).Bind(reaction.Time).Run();
                session[ReactionSql.Add].Bind(key).Bind(reaction.Seq).Bind(reaction.Emoji).Bind(reaction.Stands ? 1 : -1).Bind(reaction.EntrySeq).Run();
            }
        }

        foreach (var erasure in part.Erasures)
        {
            session["delete from reaction where conversation = ? and seq = ?"].Bind(key).Bind(erasure.Seq).Run();
            session["delete from reaction_sum where conversation = ? and seq = ?"].Bind(key).Bind(erasure.Seq).Run();
            session[LogSql.EraseEdits].Bind(key).Bind(erasure.Seq).Bind(erasure.Remnant.Span).Run();
            session["delete from revision where conversation = ? and seq = ?"].Bind(key).Bind(erasure.Seq).Run();
            session["delete from mention where conversation = ? and seq = ?"].Bind(key).Bind(erasure.Seq).Run();
            session["delete from expiring where conversation = ? and seq = ?"].Bind(key).Bind(erasure.Seq).Run();
            session[LogSql.Erase].Bind(erasure.By).Bind(erasure.Time).Bind(erasure.RecallSeq).Bind(key).Bind(erasure.Seq)
                .Bind(erasure.Expired ? 1 : 0).Run();
        }

        if (part.Large is { } large)
        {
            session["update conversation set large = ?2 where key = ?1 and large <> ?2"].Bind(key).Bind(large ? 1 : 0).Run();
        }

        if (part.Rules is { } rules)
        {
            session["update conversation set mute_all = ?, slow_seconds = ? where key = ?"]
                .Bind(rules.MuteAll ? 1 : 0).Bind(rules.SlowSeconds).Bind(key).Run();
        }
    }

    private static void Write(SqliteSession session, long key, MemberOutcome outcome)
    {
        var change = outcome.Change;
        if (outcome.Joins)
        {
            session[LogSql.Join].Bind(key).Bind(change.User).Bind((long)change.Role).Bind(change.JoinedSeq).Bind(change.LeftSeq)
                .Bind(change.LooksBack).Bind(change.MutedUntil).Run();
            return;
        }

        if (outcome.Moves)
        {
            session["update member set role = ?, muted_until = ? where conversation = ? and user_id = ?"]
                .Bind((long)change.Role).Bind(change.MutedUntil).Bind(key).Bind(change.User).Run();
        }

        if (outcome.Leaves)
        {
            session["update member set left_seq = ? where conversation = ? and user_id = ?"]
                .Bind(change.LeftSeq).Bind(key).Bind(change.User).Run();
        }
    }
}
