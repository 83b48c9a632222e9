using OrleansIm.Domain.Conversations;

namespace OrleansIm.Domain.Calls;

/// <summary>
/// The public id of a call, <c>NUMBER:CONVERSATION</c>: the place where the call is kept follows from it. The number is random, so that an
/// id is never used twice.
/// </summary>
public static class CallId
{
    /// <summary>Characters of the longest id.</summary>
    public const int MaxLength = NumberLength + 1 + 2 + 64 + 1 + 64;

    private const int NumberLength = 24;

    public static string Of(string number, string conversation) => $"{number}:{conversation}";

    public static bool TryParse(string id, out string conversation)
    {
        var colon = id.IndexOf(':', StringComparison.Ordinal);
        conversation = colon is > 0 and <= NumberLength ? id[(colon + 1)..] : string.Empty;
        return conversation.Length > 0 && ConversationId.IsValid(conversation) && !id.AsSpan(0, colon).ContainsAnyExcept("0123456789abcdef");
    }
}
