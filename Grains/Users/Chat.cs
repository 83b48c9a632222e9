using OrleansIm.Domain.Messages;
using OrleansIm.Grains.Interfaces.Users;

namespace OrleansIm.Grains.Users;

/// <summary>One line of a user's chat list, in memory.</summary>
internal sealed class Chat(string conversation)
{
    public string Conversation { get; } = conversation;

    /// <summary>How it stands; <c>View.Head</c> is the highest entry known here without a gap.</summary>
    public MemberView View { get; set; }

    public MessageItem? Last { get; set; }

    /// <summary>When the last entry was taken, Unix milliseconds; orders the list.</summary>
    public long LastTime { get; set; }

    /// <summary>Entries at or below this are not for this user.</summary>
    public long Floor { get; set; }

    public ChatListItem ToItem() => new(Conversation, View, Last);
}
