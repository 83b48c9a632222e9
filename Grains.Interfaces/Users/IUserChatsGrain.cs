using OrleansIm.Domain.Users;
using OrleansIm.Grains.Interfaces.Personal;

namespace OrleansIm.Grains.Interfaces.Users;

/// <summary>
/// A user's own side of its conversations: what it does there concerns nobody else. Durable on return, and told to the user's other
/// sessions; saying it again is safe. Key: <see cref="GrainKeys.User"/>.
/// </summary>
[GrainInterfaceType("im.user.chats"), Alias("im.IUserChatsGrain")]
public interface IUserChatsGrain : IGrainWithStringKey
{
    /// <summary>What is set for all conversations, after <paramref name="readReceipts"/> was set if it is given.</summary>
    [Alias("Settings")]
    ValueTask<UserSettings> SettingsAsync(string session, bool? readReceipts);

    /// <summary>What is set for all conversations after a change. Who may write and ask holds in the whole cluster on return.</summary>
    [Alias("Change")]
    ValueTask<UserSettings> ChangeAsync(string session, RulesChange change);

    /// <summary>Changes settings.</summary>
    [Alias("Set")]
    ValueTask<ChatOutcome> SetAsync(string session, string conversation, SettingsChange change);

    /// <summary>The user has looked at the conversation without any cursor moving: a mark goes.</summary>
    [Alias("Unmark")]
    ValueTask<ChatOutcome> UnmarkAsync(string session, string conversation);

    /// <summary>Takes the conversation out of the list until the next message; those up to <paramref name="known"/> are none.</summary>
    [Alias("Remove")]
    ValueTask<ChatOutcome> RemoveAsync(string session, string conversation, long known);

    /// <summary>A page of the messages hidden from the user, in ascending order.</summary>
    [Alias("Hidden")]
    ValueTask<HiddenPage> HiddenAsync(string conversation, long after, int limit);

    /// <summary>Keeps what the user has begun to write (empty: nothing); its next message above <paramref name="known"/> sends it.</summary>
    [Alias("Draft")]
    ValueTask<ChatOutcome> DraftAsync(string session, string conversation, string text, long known);
}
