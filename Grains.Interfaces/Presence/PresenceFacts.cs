using OrleansIm.Domain.Presence;

namespace OrleansIm.Grains.Interfaces.Presence;

/// <summary>What is shown of a user.</summary>
/// <param name="Life">Which activation of the user's grain says so; versions of different ones can't be compared.</param>
/// <param name="Version">The higher one of the same activation is the newer.</param>
/// <param name="Classes">On which classes of devices it is there; none: it is not.</param>
/// <param name="LastSeen">When it was there last, Unix milliseconds; 0 if the grain has not seen it: the storage may know.</param>
/// <param name="Settled">False while the user's sessions may not have found their grain yet: that it is not there may be wrong.</param>
[GenerateSerializer, Immutable, Alias("im.PresenceFacts")]
public readonly record struct PresenceFacts(
    [property: Id(0)] long Life,
    [property: Id(1)] long Version,
    [property: Id(2)] ClassSet Classes,
    [property: Id(3)] long LastSeen,
    [property: Id(4)] bool Settled);
