namespace OrleansIm.Grains.Interfaces.Conversations;

/// <summary>What a conversation's grain has in memory.</summary>
/// <param name="Owned">True if it has the right to write; one that has only been looked at doesn't.</param>
/// <param name="Epoch">The epoch it writes under; 0 if it doesn't.</param>
/// <param name="Head">Highest sequence given out.</param>
/// <param name="Committed">Highest sequence that is durable; those in between are on their way to the disk.</param>
/// <param name="Large">True while its fan-out goes to gateways.</param>
/// <param name="Watchers">Gateways that watch it.</param>
[GenerateSerializer, Immutable, Alias("im.ConversationInspection")]
public readonly record struct ConversationInspection(
    [property: Id(0)] bool Owned,
    [property: Id(1)] long Epoch,
    [property: Id(2)] long Head,
    [property: Id(3)] long Committed,
    [property: Id(4)] bool Large,
    [property: Id(5)] int Watchers);
