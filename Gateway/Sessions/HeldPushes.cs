using OrleansIm.Domain.Messages;

namespace OrleansIm.Gateway.Sessions;

/// <summary>Pushes that came while a session was catching up; they follow the last batch. Not thread-safe.</summary>
/// <param name="limit">Messages kept; with more, catching up goes on instead.</param>
internal sealed class HeldPushes(int limit)
{
    private List<(string Conversation, MessageItem[] Items)>? _held;
    private int _messages;
    private bool _hasRecall;

    /// <summary>True if they must not follow: there were too many, or among them may be what was taken back, which the log has without its text.</summary>
    public bool MustBeReadAnew => _hasRecall || _messages > limit;

    public void Add(string conversation, MessageItem[] items)
    {
        _messages += items.Length;
        _hasRecall |= Array.Exists(items, static item => item.Kind == ContentKind.Recall);
        if (_messages <= limit)
        {
            (_held ??= []).Add((conversation, items));
        }
    }

    /// <summary>Of this conversation nothing above <paramref name="upTo"/> may be shown.</summary>
    public void Withdraw(string conversation, long upTo)
    {
        for (var i = 0; i < (_held?.Count ?? 0); i++)
        {
            if (_held![i].Conversation == conversation)
            {
                _held[i] = (conversation, Array.FindAll(_held[i].Items, item => item.Seq <= upTo));
            }
        }
    }

    /// <summary>Gives what was held, and holds nothing any more.</summary>
    public IReadOnlyList<(string Conversation, MessageItem[] Items)> Release()
    {
        IReadOnlyList<(string Conversation, MessageItem[] Items)> held = _held ?? [];
        (_held, _messages, _hasRecall) = (null, 0, false);
        return held;
    }
}
