namespace OrleansIm.Grains.Interfaces.Groups;

/// <summary>A page of the groups that a user leads.</summary>
/// <param name="Code">None, or Busy: ask again.</param>
/// <param name="Groups">Their conversations, in ascending order.</param>
/// <param name="More">True if there are more, above the last of these.</param>
[GenerateSerializer, Immutable, Alias("im.LedGroups")]
public readonly record struct LedGroups(
    [property: Id(0)] ErrorCode Code,
    [property: Id(1)] string[] Groups,
    [property: Id(2)] bool More);
