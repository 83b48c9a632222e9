using OrleansIm.Domain.Messages;

namespace OrleansIm.Grains.Interfaces.Conversations;

/// <summary>Entries, ascending, and whether there are more in the direction asked.</summary>
[GenerateSerializer, Immutable, Alias("im.HistoryResult")]
public readonly record struct HistoryResult(
    [property: Id(0)] ErrorCode Code,
    [property: Id(1)] string? Message,
    [property: Id(2)] MessageItem[] Items,
    [property: Id(3)] bool More);
