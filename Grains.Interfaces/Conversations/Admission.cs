namespace OrleansIm.Grains.Interfaces.Conversations;

/// <summary>Users are let into a group.</summary>
/// <param name="By">Who lets them in: a member, or with a way the user itself.</param>
/// <param name="Users">Who.</param>
/// <param name="LooksBack">How many older entries they may look up; -1 for all.</param>
/// <param name="Way">How they came: <c>link</c> or <c>open</c> (by themselves, whom the group has let), <c>approved</c>; null if invited.</param>
[GenerateSerializer, Immutable, Alias("im.Admission")]
public sealed record Admission(
    [property: Id(0)] string By,
    [property: Id(1)] string[] Users,
    [property: Id(2)] int LooksBack,
    [property: Id(3)] string? Way);
