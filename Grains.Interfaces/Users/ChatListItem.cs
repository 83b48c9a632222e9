using OrleansIm.Domain.Messages;

namespace OrleansIm.Grains.Interfaces.Users;

/// <summary>A line of the chat list.</summary>
/// <param name="Conversation">Which.</param>
/// <param name="View">How it stands.</param>
/// <param name="Last">The newest entry that is shown to the user.</param>
/// <param name="State">What the user has done with it; null from a silo of an older version.</param>
[GenerateSerializer, Immutable, Alias("im.ChatListItem")]
public sealed record ChatListItem(
    [property: Id(0)] string Conversation,
    [property: Id(1)] MemberView View,
    [property: Id(2)] MessageItem? Last,
    [property: Id(3)] ChatState? State = null);
