using OrleansIm.Gateway.Conversations;
using OrleansIm.Protocol.Frames.Server;

namespace OrleansIm.Gateway.People;

/// <summary>
/// Notices that came while a session was catching up, the newest of them: each carries a revision, so that a client sees what is
/// missing and asks; of its conversations the newest state is kept. Not thread-safe.
/// </summary>
internal sealed class HeldNotices
{
    private const int Limit = 100;

    private readonly HeldChats _chats = new();
    private Queue<ServerFrame>? _held;

    public void Add(ServerFrame notice)
    {
        if (notice is ConversationPush chat)
        {
            _chats.Add(chat);
            return;
        }

        _held ??= new Queue<ServerFrame>();
        if (_held.Count == Limit)
        {
            _held.Dequeue();
        }

        _held.Enqueue(notice);
    }

    /// <summary>Gives what was held, and holds nothing any more.</summary>
    public IReadOnlyCollection<ServerFrame> Release()
    {
        var held = _held;
        _held = null;
        return [.. (IReadOnlyCollection<ServerFrame>?)held ?? [], .. _chats.Release()];
    }
}
