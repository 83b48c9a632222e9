using OrleansIm.Domain.Identity;

namespace OrleansIm.Domain.Conversations;

/// <summary>
/// Names of conversations: <c>d:A:B</c> of two users with A before B in ordinal order (<c>d:A:A</c> with oneself),
/// <c>g:ID</c> of a group. The name alone tells who may be in a direct conversation.
/// </summary>
public static class ConversationId
{
    private const string DirectPrefix = "d:";
    private const string GroupPrefix = "g:";

    public static string Direct(string one, string other) =>
        string.CompareOrdinal(one, other) <= 0 ? $"d:{one}:{other}" : $"d:{other}:{one}";

    public static string Group(string group) => GroupPrefix + group;

    public static bool IsGroup(string conversation) => conversation.StartsWith(GroupPrefix, StringComparison.Ordinal);

    public static bool IsDirect(string conversation) => conversation.StartsWith(DirectPrefix, StringComparison.Ordinal);

    /// <summary>The group's id. Only for names of groups.</summary>
    public static string GroupOf(string conversation) => conversation[GroupPrefix.Length..];

    /// <summary>True if <paramref name="conversation"/> is a canonical name of either kind.</summary>
    public static bool IsValid(string conversation) =>
        IsGroup(conversation)
            ? Ids.IsName(conversation.AsSpan(GroupPrefix.Length))
            : TryDirect(conversation, out _, out _);

    /// <summary>Takes the name of a direct conversation apart; false for anything that is not one in canonical form.</summary>
    public static bool TryDirect(string conversation, out string first, out string second)
    {
        first = second = string.Empty;
        if (!IsDirect(conversation))
        {
            return false;
        }

        var rest = conversation.AsSpan(DirectPrefix.Length);
        var colon = rest.IndexOf(':');
        if (colon <= 0 || !Ids.IsName(rest[..colon]) || !Ids.IsName(rest[(colon + 1)..]))
        {
            return false;
        }

        if (rest[..colon].SequenceCompareTo(rest[(colon + 1)..]) > 0)
        {
            return false;
        }

        first = rest[..colon].ToString();
        second = rest[(colon + 1)..].ToString();
        return true;
    }

    /// <summary>The other user of a direct conversation as <paramref name="user"/> sees it; null if it is not the user's.</summary>
    public static string? PeerOf(string conversation, string user) =>
        !TryDirect(conversation, out var first, out var second) ? null
        : string.Equals(first, user, StringComparison.Ordinal) ? second
        : string.Equals(second, user, StringComparison.Ordinal) ? first
        : null;
}
