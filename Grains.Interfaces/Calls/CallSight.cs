namespace OrleansIm.Grains.Interfaces.Calls;

/// <summary>A sign of life of a device in a call.</summary>
/// <param name="Call">Which call.</param>
/// <param name="User">Whose device.</param>
/// <param name="Device">Which.</param>
/// <param name="Session">In which session.</param>
/// <param name="Gone">True if that session has just ended.</param>
[GenerateSerializer, Immutable, Alias("im.CallSight")]
public sealed record CallSight(
    [property: Id(0)] string Call,
    [property: Id(1)] string User,
    [property: Id(2)] string Device,
    [property: Id(3)] string Session,
    [property: Id(4)] bool Gone);
