namespace OrleansIm.Grains.Interfaces.Users;

/// <summary>The session is open.</summary>
/// <param name="Rev">The user's event counter.</param>
/// <param name="Large">The user's large conversations, which the gateway is to watch.</param>
[GenerateSerializer, Immutable, Alias("im.SessionOpened")]
public readonly record struct SessionOpened(
    [property: Id(0)] long Rev,
    [property: Id(1)] string[] Large);
