namespace OrleansIm.Domain.People;

/// <summary>What a user wants to note of another; null leaves as it is.</summary>
[GenerateSerializer, Immutable, Alias("im.ContactChange")]
public readonly record struct ContactChange(
    [property: Id(0)] string? Remark,
    [property: Id(1)] bool? Star,
    [property: Id(2)] bool? Block,
    [property: Id(3)] string? Group);
