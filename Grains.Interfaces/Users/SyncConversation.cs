using OrleansIm.Domain.Messages;

namespace OrleansIm.Grains.Interfaces.Users;

/// <summary>A stretch of one conversation that the device lacks.</summary>
[GenerateSerializer, Immutable, Alias("im.SyncConversation")]
public sealed record SyncConversation(
    [property: Id(0)] ChatListItem Summary,
    [property: Id(1)] MessageItem[] Messages,
    [property: Id(2)] bool More);
