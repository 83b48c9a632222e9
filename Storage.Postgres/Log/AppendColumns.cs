using System.IO.Hashing;
using System.Runtime.InteropServices;
using Npgsql;
using OrleansIm.Domain.Messages;
using OrleansIm.Storage.Log;
using OrleansIm.Storage.Postgres.Connections;

namespace OrleansIm.Storage.Postgres.Log;

/// <summary>Turns a batch of parts into the columns of its statements: one round trip whatever it contains.</summary>
internal static class AppendColumns
{
    /// <summary>The key under which appends and claims of a conversation meet; different ones may share a key, harmlessly.</summary>
    public static long LockKey(string conversation) =>
        unchecked((long)XxHash3.HashToUInt64(MemoryMarshal.AsBytes(conversation.AsSpan())));

    public static void AddTo(NpgsqlBatch batch, IReadOnlyList<ConversationAppend> parts)
    {
        var keys = new long[parts.Count];
        var count = 0;
        for (var i = 0; i < parts.Count; i++)
        {
            keys[i] = LockKey(parts[i].Conversation);
            count += parts[i].Entries.Count;
        }

        // In one order for all, or two appends and two claims could wait for each other in a ring.
        Array.Sort(keys);
        batch.Add(AppendSql.Share).With(keys);
        AddEntries(batch, parts, count);
        if (parts.Any(part => part.Members.Count > 0))
        {
            AddMembers(batch, parts);
        }

        if (parts.Any(part => part.DisbandedAt > 0))
        {
            var rows = parts.Where(part => part.DisbandedAt > 0).ToList();
            AddKeys(batch.Add(AppendSql.Disbandings), rows).With(rows.ConvertAll(part => part.DisbandedAt).ToArray());
        }

        AddSenderCursors(batch, parts);
        AddMentions(batch, parts);
        AddExpiries(batch, parts);
        if (parts.Any(part => part.Edits.Count > 0))
        {
            // Before the erasures: what is edited and recalled in one transaction is recalled.
            AddEdits(batch, parts);
        }

        if (parts.Any(part => part.Reactions.Count > 0))
        {
            AddReactions(batch, parts);
        }

        if (parts.Any(part => part.Erasures.Count > 0))
        {
            AddErasures(batch, parts);
        }

        if (parts.Any(part => part.Large.HasValue))
        {
            var rows = parts.Where(part => part.Large.HasValue).ToList();
            AddKeys(batch.Add(AppendSql.Large), rows).With(rows.ConvertAll(part => part.Large!.Value).ToArray());
        }

        if (parts.Any(part => part.Rules.HasValue))
        {
            var rows = parts.Where(part => part.Rules.HasValue).ToList();
            AddKeys(batch.Add(AppendSql.Rules), rows)
                .With(rows.ConvertAll(part => part.Rules!.Value.MuteAll).ToArray())
                .With(rows.ConvertAll(part => part.Rules!.Value.SlowSeconds).ToArray());
        }
    }

    public static void AddRepeats(NpgsqlCommand command, IReadOnlyList<ConversationAppend> parts)
    {
        var rows = parts.SelectMany((part, place) => part.Entries.Where(entry => entry.ClientId is not null)
            .Select(entry => (Place: place, Entry: entry))).ToList();
        command.With(rows.ConvertAll(row => row.Place).ToArray())
            .With(rows.ConvertAll(row => row.Entry.Conversation).ToArray())
            .With(rows.ConvertAll(row => row.Entry.Sender).ToArray())
            .With(rows.ConvertAll(row => row.Entry.ClientId!).ToArray());
    }

    private static void AddEntries(NpgsqlBatch batch, IReadOnlyList<ConversationAppend> parts, int count)
    {
        var (ids, senders, clients, mentions) = (new string[count], new string[count], new string?[count], new string?[count]);
        var (epochs, firsts, seqs, times) = (new long[count], new long[count], new long[count], new long[count]);
        var (counted, replies, kinds, silent) = (new long[count], new long[count], new short[count], new bool[count]);
        var (contents, listed) = (new ReadOnlyMemory<byte>[count], new long?[count]);
        var at = 0;
        foreach (var part in parts)
        {
            foreach (var entry in part.Entries)
            {
                (ids[at], epochs[at], firsts[at]) = (part.Conversation, part.Epoch, part.Entries[0].Seq);
                (seqs[at], times[at], counted[at]) = (entry.Seq, entry.Time, entry.Counted);
                (replies[at], kinds[at], silent[at]) = (entry.ReplyTo, (short)entry.Kind, entry.Silent);
                (senders[at], clients[at], contents[at]) = (entry.Sender, entry.ClientId, entry.Content);
                listed[at] = entry.Listed > 0 ? entry.Listed : null;
                mentions[at++] = MentionList.Write(entry.Mentions);
            }
        }

        batch.Add(AppendSql.Entries).With(ids).With(epochs).With(firsts).With(seqs).With(times).With(counted).With(replies)
            .With(kinds).With(silent).With(senders).With(clients).With(mentions).With(contents).With(listed).With((long)count);
    }

    private static void AddMembers(NpgsqlBatch batch, IReadOnlyList<ConversationAppend> parts)
    {
        var all = parts.SelectMany(part => AppendRules.Fold(part).Select(outcome => (Part: part, Outcome: outcome))).ToList();
        var joins = all.FindAll(row => row.Outcome.Joins);
        if (joins.Count > 0)
        {
            AddKeys(batch.Add(AppendSql.Joins), joins.ConvertAll(row => row.Part))
                .With(joins.ConvertAll(row => row.Outcome.Change.User).ToArray())
                .With(joins.ConvertAll(row => (short)row.Outcome.Change.Role).ToArray())
                .With(joins.ConvertAll(row => row.Outcome.Change.JoinedSeq).ToArray())
                .With(joins.ConvertAll(row => row.Outcome.Change.LeftSeq).ToArray())
                .With(joins.ConvertAll(row => row.Outcome.Change.LooksBack).ToArray())
                .With(joins.ConvertAll(row => row.Outcome.Change.MutedUntil).ToArray());
        }

        var moves = all.FindAll(row => row.Outcome is { Joins: false, Moves: true });
        if (moves.Count > 0)
        {
            AddKeys(batch.Add(AppendSql.Moves), moves.ConvertAll(row => row.Part))
                .With(moves.ConvertAll(row => row.Outcome.Change.User).ToArray())
                .With(moves.ConvertAll(row => (short)row.Outcome.Change.Role).ToArray())
                .With(moves.ConvertAll(row => row.Outcome.Change.MutedUntil).ToArray());
        }

        var departures = all.FindAll(row => row.Outcome is { Joins: false, Leaves: true });
        if (departures.Count > 0)
        {
            AddKeys(batch.Add(AppendSql.Departures), departures.ConvertAll(row => row.Part))
                .With(departures.ConvertAll(row => row.Outcome.Change.User).ToArray())
                .With(departures.ConvertAll(row => row.Outcome.Change.LeftSeq).ToArray());
        }
    }

    private static void AddSenderCursors(NpgsqlBatch batch, IReadOnlyList<ConversationAppend> parts)
    {
        List<(ConversationAppend Part, long After, long UpTo)>? rows = null;
        foreach (var part in parts)
        {
            if (SenderCursor.Settles(part, out var after, out var upTo))
            {
                (rows ??= []).Add((part, after, upTo));
            }
        }

        if (rows is not null)
        {
            AddKeys(batch.Add(AppendSql.SenderCursors), rows.ConvertAll(row => row.Part))
                .With(rows.ConvertAll(row => row.After).ToArray())
                .With(rows.ConvertAll(row => row.UpTo).ToArray());
        }
    }

    private static void AddMentions(NpgsqlBatch batch, IReadOnlyList<ConversationAppend> parts)
    {
        List<(ConversationAppend Part, MentionRow Row)>? rows = null;
        foreach (var part in parts)
        {
            foreach (var entry in part.Entries)
            {
                foreach (var user in entry.Mentions ?? [])
                {
                    (rows ??= []).Add((part, new MentionRow(entry.Seq, user, entry.Sender)));
                }
            }
        }

        if (rows is not null)
        {
            AddKeys(batch.Add(AppendSql.Mentions), rows.ConvertAll(row => row.Part))
                .With(rows.ConvertAll(row => row.Row.Seq).ToArray())
                .With(rows.ConvertAll(row => row.Row.User).ToArray())
                .With(rows.ConvertAll(row => row.Row.Sender).ToArray());
        }
    }

    private static void AddExpiries(NpgsqlBatch batch, IReadOnlyList<ConversationAppend> parts)
    {
        List<(ConversationAppend Part, LogEntry Entry)>? rows = null;
        List<(ConversationAppend Part, Deadline Deadline)>? clocks = null;
        foreach (var part in parts)
        {
            foreach (var entry in part.Entries)
            {
                if (entry.Expire > 0)
                {
                    (rows ??= []).Add((part, entry));
                }
            }

            foreach (var deadline in part.Deadlines)
            {
                (clocks ??= []).Add((part, deadline));
            }
        }

        foreach (var sql in rows is null ? [] : (string[])[AppendSql.Expiries, AppendSql.ExpiryRows])
        {
            AddKeys(batch.Add(sql), rows!.ConvertAll(row => row.Part))
                .With(rows.ConvertAll(row => row.Entry.Seq).ToArray())
                .With(rows.ConvertAll(row => row.Entry.Expire).ToArray());
        }

        if (clocks is not null)
        {
            AddKeys(batch.Add(AppendSql.Deadlines), clocks.ConvertAll(row => row.Part))
                .With(clocks.ConvertAll(row => row.Deadline.Seq).ToArray())
                .With(clocks.ConvertAll(row => row.Deadline.Due).ToArray());
        }
    }

    private static void AddErasures(NpgsqlBatch batch, IReadOnlyList<ConversationAppend> parts)
    {
        var rows = parts.SelectMany(part => part.Erasures.Select(erasure => (Part: part, Erasure: erasure))).ToList();
        var owners = rows.ConvertAll(row => row.Part);
        var seqs = rows.ConvertAll(row => row.Erasure.Seq).ToArray();
        AddKeys(batch.Add(AppendSql.MentionErasures), owners).With(seqs);
        AddKeys(batch.Add(AppendSql.ReactionErasures), owners).With(seqs);
        AddKeys(batch.Add(AppendSql.ReactionSumErasures), owners).With(seqs);
        AddKeys(batch.Add(AppendSql.ExpiryErasures), owners).With(seqs);
        AddKeys(batch.Add(AppendSql.Erasures), owners).With(seqs)
            .With(rows.ConvertAll(row => row.Erasure.By).ToArray())
            .With(rows.ConvertAll(row => row.Erasure.Time).ToArray())
            .With(rows.ConvertAll(row => row.Erasure.RecallSeq).ToArray())
            .With(rows.ConvertAll(row => row.Erasure.Expired).ToArray());
        var remnants = rows.ConvertAll(row => row.Erasure.Remnant).ToArray();
        AddKeys(batch.Add(AppendSql.EditErasures), owners).With(seqs).With(remnants);
        AddKeys(batch.Add(AppendSql.RevisionErasures), owners).With(seqs).With(remnants);
    }

    private static void AddReactions(NpgsqlBatch batch, IReadOnlyList<ConversationAppend> parts)
    {
        var rows = parts.SelectMany(part => part.Reactions.Select(reaction => (Part: part, Reaction: reaction))).ToList();
        foreach (var sql in (string[])[AppendSql.Reactions, AppendSql.ReactionSums])
        {
            AddKeys(batch.Add(sql), rows.ConvertAll(row => row.Part))
                .With(rows.ConvertAll(row => row.Reaction.Seq).ToArray())
                .With(rows.ConvertAll(row => row.Reaction.User).ToArray())
                .With(rows.ConvertAll(row => row.Reaction.Emoji).ToArray())
                .With(rows.ConvertAll(row => row.Reaction.Stands).ToArray())
                .With(rows.ConvertAll(row => row.Reaction.EntrySeq).ToArray())
                .With(rows.ConvertAll(row => row.Reaction.Time).ToArray());
        }
    }

    private static void AddEdits(NpgsqlBatch batch, IReadOnlyList<ConversationAppend> parts)
    {
        var rows = parts.SelectMany(part => part.Edits.Select(edit => (Part: part, Edit: edit))).ToList();
        AddEdits(batch.Add(AppendSql.FirstVersions), rows);
        AddEdits(batch.Add(AppendSql.Versions), rows);

        // One statement changes a row once: of several edits of one message the last is what it says.
        AddEdits(batch.Add(AppendSql.Edits), [.. rows.GroupBy(row => (row.Part.Conversation, row.Edit.Seq)).Select(group => group.Last())]);
    }

    private static void AddEdits(NpgsqlBatchCommand command, List<(ConversationAppend Part, Revision Edit)> rows) =>
        AddKeys(command, rows.ConvertAll(row => row.Part))
            .With(rows.ConvertAll(row => row.Edit.Seq).ToArray())
            .With(rows.ConvertAll(row => row.Edit.EditSeq).ToArray())
            .With(rows.ConvertAll(row => row.Edit.Time).ToArray())
            .With(rows.ConvertAll(row => row.Edit.Original).ToArray())
            .With(rows.ConvertAll(row => row.Edit.Content).ToArray());

    private static NpgsqlBatchCommand AddKeys(NpgsqlBatchCommand command, List<ConversationAppend> parts) => command
        .With(parts.ConvertAll(part => part.Conversation).ToArray())
        .With(parts.ConvertAll(part => part.Epoch).ToArray())
        .With(parts.ConvertAll(part => part.Entries[^1].Seq).ToArray());
}
