namespace OrleansIm.Grains.Interfaces.Conversations;

/// <summary>A range read: entries below <paramref name="Before"/> (0: the newest) or, if <paramref name="After"/> is not negative, above it.</summary>
[GenerateSerializer, Immutable, Alias("im.HistoryRequest")]
public readonly record struct HistoryRequest(
    [property: Id(0)] string User,
    [property: Id(1)] long Before,
    [property: Id(2)] long After,
    [property: Id(3)] int Limit);
