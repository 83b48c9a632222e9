namespace OrleansIm.Domain.People;

/// <summary>What a user wants to show from now on; null leaves as it is.</summary>
[GenerateSerializer, Immutable, Alias("im.ProfileChange")]
public readonly record struct ProfileChange(
    [property: Id(0)] string? Name, [property: Id(1)] string? Portrait, [property: Id(2)] string? Custom);
