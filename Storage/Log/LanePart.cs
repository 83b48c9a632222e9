using OrleansIm.Domain.Groups;
using OrleansIm.Domain.Messages;
using OrleansIm.Storage.Members;

namespace OrleansIm.Storage.Log;

/// <summary>The appends of one conversation that go into one transaction, as one part of the batch.</summary>
internal sealed class LanePart(PendingAppend first)
{
    public List<PendingAppend> Appends { get; } = [first];

    public string Conversation => Appends[0].Append.Conversation;

    public long Epoch => Appends[0].Append.Epoch;

    /// <summary>True if the append continues this part without a gap under the same epoch, and may share its fate.</summary>
    public bool Takes(PendingAppend next) =>
        !Appends[0].Alone
        && !next.Alone
        && next.Append.Epoch == Epoch
        && next.Append.Entries[0].Seq == Appends[^1].Append.Entries[^1].Seq + 1;

    public ConversationAppend ToAppend()
    {
        if (Appends.Count == 1)
        {
            return Appends[0].Append;
        }

        var (entries, members, erasures, edits) = (new List<LogEntry>(), new List<MemberChange>(), new List<Erasure>(), new List<Revision>());
        var (reactions, deadlines) = (new List<Reaction>(), new List<Deadline>());
        bool? large = null;
        GroupRules? rules = null;
        var disbandedAt = 0L;
        foreach (var pending in Appends)
        {
            entries.AddRange(pending.Append.Entries);
            members.AddRange(pending.Append.Members);
            erasures.AddRange(pending.Append.Erasures);
            edits.AddRange(pending.Append.Edits);
            reactions.AddRange(pending.Append.Reactions);
            deadlines.AddRange(pending.Append.Deadlines);
            large = pending.Append.Large ?? large;
            rules = pending.Append.Rules ?? rules;
            disbandedAt = Math.Max(disbandedAt, pending.Append.DisbandedAt);
        }

        return new ConversationAppend
        {
            Conversation = Conversation,
            Epoch = Epoch,
            Entries = entries,
            Members = members,
            Erasures = erasures,
            Edits = edits,
            Reactions = reactions,
            Deadlines = deadlines,
            Large = large,
            Rules = rules,
            DisbandedAt = disbandedAt,
        };
    }
}
