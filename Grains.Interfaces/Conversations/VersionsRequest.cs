namespace OrleansIm.Grains.Interfaces.Conversations;

/// <summary>Asks what a message said before, from the version made by the first entry above <paramref name="After"/> on.</summary>
[GenerateSerializer, Immutable, Alias("im.VersionsRequest")]
public readonly record struct VersionsRequest(
    [property: Id(0)] string User,
    [property: Id(1)] long Seq,
    [property: Id(2)] long After,
    [property: Id(3)] int Limit);
