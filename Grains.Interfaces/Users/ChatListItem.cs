using OrleansIm.Domain.Messages;

namespace OrleansIm.Grains.Interfaces.Users;

/// <summary>A line of the chat list.</summary>
[GenerateSerializer, Immutable, Alias("im.ChatListItem")]
public sealed record ChatListItem(
    [property: Id(0)] string Conversation,
    [property: Id(1)] MemberView View,
    [property: Id(2)] MessageItem? Last);
