using OrleansIm.Grains.Interfaces.Users;
using OrleansIm.Protocol.Frames.Server;

namespace OrleansIm.Gateway.Sessions;

/// <summary>Lines of the chat list as a session can show them.</summary>
internal static class Summaries
{
    public static ConversationSummary ToFrame(ChatListItem item, ClientSession session) => new(
        item.Conversation, item.View.Head, item.View.Unread, item.View.Mentioned, item.View.ReadSeq,
        item.Last is { } last ? session.Adapt(last) : null, item.View.LeftSeq > 0, item.State is { } state ? ToSettings(state) : null);

    public static ConversationSettings ToSettings(ChatState state) => new(
        state.Pinned, state.NoDisturb, state.Archived, state.UnreadMark, state.Removed, state.ClearedSeq, state.Draft, state.Hides);
}
