using OrleansIm.Domain.People;

namespace OrleansIm.Grains.Interfaces.People;

/// <summary>A page of a user's contacts and open requests.</summary>
/// <param name="Code">None, or Busy: ask again.</param>
/// <param name="Revision">The list's revision.</param>
/// <param name="Lines">In the order of their users.</param>
/// <param name="Next">Cursor of the next page; null on the last.</param>
[GenerateSerializer, Immutable, Alias("im.ContactList")]
public readonly record struct ContactList(
    [property: Id(0)] ErrorCode Code,
    [property: Id(1)] long Revision,
    [property: Id(2)] ContactLine[] Lines,
    [property: Id(3)] string? Next);
