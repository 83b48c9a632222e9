namespace OrleansIm.Grains.Interfaces.Users;

/// <summary>How a session stands with its user.</summary>
[GenerateSerializer, Immutable, Alias("im.SessionStanding")]
public readonly record struct SessionStanding(
    [property: Id(0)] bool Known,
    [property: Id(1)] bool Live,
    [property: Id(2)] long Rev);
