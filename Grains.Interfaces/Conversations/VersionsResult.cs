using OrleansIm.Domain.Messages;

namespace OrleansIm.Grains.Interfaces.Conversations;

/// <summary>Versions of a message, the oldest first, and whether there are newer ones.</summary>
[GenerateSerializer, Immutable, Alias("im.VersionsResult")]
public readonly record struct VersionsResult(
    [property: Id(0)] ErrorCode Code,
    [property: Id(1)] string? Message,
    [property: Id(2)] MessageVersion[] Versions,
    [property: Id(3)] bool More);
