namespace OrleansIm.Grains.Groups;

/// <summary>The last change of a setting.</summary>
/// <param name="Setting">Which.</param>
/// <param name="By">Who changed it.</param>
/// <param name="Revision">The how-manieth change of the group's settings it was.</param>
[GenerateSerializer, Immutable, Alias("im.GroupChange")]
public sealed record GroupChange(
    [property: Id(0)] string Setting,
    [property: Id(1)] string By,
    [property: Id(2)] long Revision);
