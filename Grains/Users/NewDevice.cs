namespace OrleansIm.Grains.Users;

/// <summary>Where a device that was never seen before starts: with the newest messages, not with all history.</summary>
internal static class NewDevice
{
    /// <summary>How many of each conversation's newest entries it is given.</summary>
    public const int Messages = 20;

    public static Dictionary<string, long> Cursors(ChatList chats) =>
        chats.All.ToDictionary(
            chat => chat.Conversation,
            chat => Math.Max(chat.Floor, chat.View.Head - Messages),
            StringComparer.Ordinal);
}
