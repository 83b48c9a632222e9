using OrleansIm.Storage.Members;

namespace OrleansIm.Storage.Log;

/// <summary>What every engine checks and derives before it writes a part: the same for all, so it lives here.</summary>
public static class AppendRules
{
    /// <summary>Throws if a part breaks its contract; that is a bug of the caller, not an outcome.</summary>
    public static void Check(ConversationAppend part)
    {
        if (part.Entries.Count == 0)
        {
            throw new ArgumentException($"An append to {part.Conversation} has no entries.");
        }

        var expected = part.Entries[0].Seq;
        foreach (var entry in part.Entries)
        {
            if (entry.Seq != expected++ || entry.Seq < 1)
            {
                throw new ArgumentException($"An append to {part.Conversation} has a gap at sequence {entry.Seq}.");
            }

            if (entry.RecallSeq != 0 || entry.RecalledBy is not null || entry.EditedAt != 0)
            {
                throw new ArgumentException($"An append to {part.Conversation} brings a message already recalled or edited.");
            }
        }
    }

    /// <summary>True if two entries of the part bear the same client id of the same sender.</summary>
    public static bool RepeatsItself(ConversationAppend part)
    {
        if (part.Entries.Count == 1)
        {
            return false;
        }

        var seen = new HashSet<(string, string)>();
        foreach (var entry in part.Entries)
        {
            if (entry.ClientId is not null && !seen.Add((entry.Sender, entry.ClientId)))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Folds the member changes of a part into at most one per user.</summary>
    public static IEnumerable<MemberOutcome> Fold(ConversationAppend part)
    {
        if (part.Members.Count == 0)
        {
            return [];
        }

        var outcomes = new Dictionary<string, MemberOutcome>(StringComparer.Ordinal);
        foreach (var change in part.Members)
        {
            outcomes[change.User] = change.LeftSeq == 0
                ? new MemberOutcome(change, true)
                : outcomes.TryGetValue(change.User, out var earlier)
                    ? earlier with { Change = earlier.Change with { LeftSeq = change.LeftSeq } }
                    : new MemberOutcome(change, false);
        }

        return outcomes.Values;
    }
}
