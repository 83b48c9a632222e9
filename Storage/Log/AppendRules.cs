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

    /// <summary>
    /// Why no database could keep this part as it is (NUL, half a surrogate pair), or null. Such text is refused at the edge;
    /// should it slip through, it must fail alone, before a driver stumbles over it half way.
    /// </summary>
    public static Exception? RefusalOf(ConversationAppend part)
    {
        var whole = IsWhole(part.Conversation)
            && part.Entries.All(entry => IsWhole(entry.Sender) && IsWhole(entry.ClientId) && (entry.Mentions ?? []).All(IsWhole))
            && part.Members.All(member => IsWhole(member.User))
            && part.Erasures.All(erasure => IsWhole(erasure.By))
            && part.Reactions.All(reaction => IsWhole(reaction.User) && IsWhole(reaction.Emoji));
        return whole ? null : new ArgumentException("A name or client id holds a character that cannot be stored.");
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
            outcomes[change.User] = outcomes.GetValueOrDefault(change.User, new MemberOutcome(change, Joins: false)).Then(change);
        }

        return outcomes.Values;
    }

    private static bool IsWhole(string? text)
    {
        if (text is null || !text.AsSpan().ContainsAnyInRange('\ud800', '\udfff'))
        {
            return text is null || !text.Contains('\0', StringComparison.Ordinal);
        }

        for (var i = 0; i < text.Length; i++)
        {
            if (text[i] == '\0' || (char.IsSurrogate(text[i]) && (i + 1 == text.Length || !char.IsSurrogatePair(text[i], text[++i]))))
            {
                return false;
            }
        }

        return true;
    }
}
