namespace OrleansIm.Grains.Interfaces.Groups;

/// <summary>The link by which one joins a group.</summary>
/// <param name="Code">None, or why there is no answer.</param>
/// <param name="Message">The same for a person.</param>
/// <param name="Link">Null if there is none.</param>
/// <param name="Expires">Until when it is valid, Unix milliseconds.</param>
[GenerateSerializer, Immutable, Alias("im.GroupLink")]
public readonly record struct GroupLink(
    [property: Id(0)] ErrorCode Code,
    [property: Id(1)] string? Message,
    [property: Id(2)] string? Link,
    [property: Id(3)] long Expires)
{
    public static GroupLink Refused(ErrorCode code, string message) => new(code, message, null, 0);
}
