namespace OrleansIm.Grains.Interfaces.Users;

/// <summary>Somebody waits to be let into a group.</summary>
/// <param name="Group">Which.</param>
/// <param name="User">Who.</param>
/// <param name="By">Who proposed it: a member, or itself.</param>
/// <param name="Text">What it says.</param>
/// <param name="Time">Since when, Unix milliseconds.</param>
[GenerateSerializer, Immutable, Alias("im.JoinNotice")]
public sealed record JoinNotice(
    [property: Id(0)] string Group,
    [property: Id(1)] string User,
    [property: Id(2)] string By,
    [property: Id(3)] string Text,
    [property: Id(4)] long Time);
