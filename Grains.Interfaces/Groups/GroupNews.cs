namespace OrleansIm.Grains.Interfaces.Groups;

/// <summary>Something about a group changed; its members are told by a tip.</summary>
/// <param name="By">Who changed it.</param>
/// <param name="Key">Names this change: telling it again finds the first tip.</param>
/// <param name="Tip">Which tip.</param>
/// <param name="Names">The names of its arguments.</param>
/// <param name="Values">Beside each its value.</param>
[GenerateSerializer, Immutable, Alias("im.GroupNews")]
public sealed record GroupNews(
    [property: Id(0)] string By,
    [property: Id(1)] string Key,
    [property: Id(2)] string Tip,
    [property: Id(3)] string[] Names,
    [property: Id(4)] string[] Values);
