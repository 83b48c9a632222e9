using OrleansIm.Domain.Messages;
using OrleansIm.Domain.Users;
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

    /// <summary>What the user has done with it for itself.</summary>
    public PersonalState Personal { get; set; } = PersonalState.None;

    /// <summary>What it takes in a frame beside the frame's own words, at most; a character of a draft may be an escape of six bytes.</summary>
    public int Bytes => Conversation.Length + (Last?.Json.Length ?? 0) + (6 * (Personal.Draft?.Length ?? 0));

    /// <summary>True if it has a place in the list.</summary>
    public bool IsListed => LastTime > 0 && !Personal.Removed;

    public ChatListItem ToItem() => new(Conversation, View, Last, ToState());

    public ChatState ToState() => new(
        Personal.Pinned, (int)Personal.NoDisturb, Personal.Archived, Personal.IsMarked(View.ReadSeq), Personal.Removed,
        ClearedSeq: 0, Personal.Draft, Personal.Hides);
}
