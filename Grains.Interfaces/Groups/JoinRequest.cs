namespace OrleansIm.Grains.Interfaces.Groups;

/// <summary>Somebody waits to be let in. Stored with the group.</summary>
/// <param name="User">Who.</param>
/// <param name="By">Who proposed it: a member, or itself.</param>
/// <param name="Text">What it says.</param>
/// <param name="Time">Since when, Unix milliseconds.</param>
[GenerateSerializer, Immutable, Alias("im.JoinRequest")]
public sealed record JoinRequest(
    [property: Id(0)] string User,
    [property: Id(1)] string By,
    [property: Id(2)] string Text,
    [property: Id(3)] long Time);
