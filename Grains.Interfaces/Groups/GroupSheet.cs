using OrleansIm.Domain.Groups;

namespace OrleansIm.Grains.Interfaces.Groups;

/// <summary>A group as one of its members may know it.</summary>
/// <param name="Facts">What its conversation knows, or the refusal.</param>
/// <param name="Name">Its name; may be empty.</param>
/// <param name="Announcement">May be empty.</param>
/// <param name="Portrait">May be empty.</param>
/// <param name="Created">Unix milliseconds.</param>
/// <param name="JoinBy">How one joins.</param>
/// <param name="History">How many older entries newcomers may look up; -1 for all.</param>
/// <param name="Requests">How many wait to be let in; -1 for who may not know.</param>
/// <param name="Link">The link by which one joins; null for none and for who may not know.</param>
/// <param name="LinkExpires">Until when.</param>
/// <param name="Pins">Sequences of the pinned messages that the asker sees, the latest pin first; null for none, and from a silo of before pins.</param>
[GenerateSerializer, Immutable, Alias("im.GroupSheet")]
public readonly record struct GroupSheet(
    [property: Id(0)] GroupFacts Facts,
    [property: Id(1)] string Name,
    [property: Id(2)] string Announcement,
    [property: Id(3)] string Portrait,
    [property: Id(4)] long Created,
    [property: Id(5)] JoinBy JoinBy,
    [property: Id(6)] int History,
    [property: Id(7)] int Requests,
    [property: Id(8)] string? Link,
    [property: Id(9)] long LinkExpires,
    [property: Id(10)] long[]? Pins = null)
{
    public static GroupSheet Refused(GroupFacts facts) =>
        new(facts, string.Empty, string.Empty, string.Empty, 0, JoinBy.Invite, 0, -1, null, 0);
}
