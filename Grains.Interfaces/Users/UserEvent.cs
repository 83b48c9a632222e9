using OrleansIm.Grains.Interfaces.Personal;

namespace OrleansIm.Grains.Interfaces.Users;

/// <summary>
/// Something happened in a conversation: a new entry, a moved read cursor, or (with neither) just how things stand now.
/// </summary>
/// <param name="Conversation">Where.</param>
/// <param name="View">How the conversation stands for this user after it.</param>
/// <param name="Entry">The new entry, shared by all receivers; null if there is none.</param>
/// <param name="Read">A moved read cursor; null if there is none.</param>
/// <param name="Hidden">What the user has hidden from itself; null if it is nothing of that kind.</param>
[GenerateSerializer, Immutable, Alias("im.UserEvent")]
public readonly record struct UserEvent(
    [property: Id(0)] string Conversation,
    [property: Id(1)] MemberView View,
    [property: Id(2)] DeliveredEntry? Entry,
    [property: Id(3)] ReadNotice? Read,
    [property: Id(4)] HideNotice? Hidden = null);
