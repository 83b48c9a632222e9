using OrleansIm.Domain.Messages;

namespace OrleansIm.Grains.Interfaces.Conversations;

/// <summary>All messages that were asked for, in that order, or why not.</summary>
[GenerateSerializer, Immutable, Alias("im.CopyResult")]
public readonly record struct CopyResult(
    [property: Id(0)] ErrorCode Code,
    [property: Id(1)] string? Message,
    [property: Id(2)] CopiedMessage[] Messages);
