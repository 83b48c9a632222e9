using OrleansIm.Protocol.Frames.Server;

namespace OrleansIm.Gateway.Conversations;

/// <summary>
/// What the user did with its conversations while a session was catching up: what it was given before shows the older state. The newest of
/// each conversation counts, with everything that was hidden. Not thread-safe.
/// </summary>
internal sealed class HeldChats
{
    /// <summary>Of more conversations nothing is kept: the device finds them in the chat list.</summary>
    private const int Limit = 1_000;

    /// <summary>Of more hidden messages in one conversation none are named: its number of deletes tells that there are some.</summary>
    private const int MaxDeleted = 1_000;

    private readonly Dictionary<string, ConversationPush> _newest = new(StringComparer.Ordinal);

    public void Add(ConversationPush push)
    {
        if (_newest.TryGetValue(push.Conversation, out var earlier))
        {
            _newest[push.Conversation] = push with { Deleted = Both(earlier.Deleted, push.Deleted) };
        }
        else if (_newest.Count < Limit)
        {
            _newest[push.Conversation] = push;
        }
    }

    /// <summary>Gives what was held, and holds nothing any more.</summary>
    public ConversationPush[] Release()
    {
        ConversationPush[] held = [.. _newest.Values];
        _newest.Clear();
        return held;
    }

    private static IReadOnlyList<long>? Both(IReadOnlyList<long>? earlier, IReadOnlyList<long>? later) =>
        earlier is null ? later
        : later is null ? earlier
        : earlier.Count + later.Count <= MaxDeleted ? [.. earlier, .. later]
        : null;
}
