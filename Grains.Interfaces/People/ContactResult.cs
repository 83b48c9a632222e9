using OrleansIm.Domain.People;

namespace OrleansIm.Grains.Interfaces.People;

/// <summary>Outcome of something that a user did about another.</summary>
/// <param name="Code">None if it took effect.</param>
/// <param name="Message">For a person, when refused.</param>
/// <param name="Side">What the user has of the other now.</param>
/// <param name="Revision">The user's list after it; 0 if it did not change the list.</param>
/// <param name="Dup">True if it had taken effect before.</param>
/// <param name="Seq">The entry of their conversation that tells of it; 0 for none.</param>
[GenerateSerializer, Immutable, Alias("im.ContactResult")]
public readonly record struct ContactResult(
    [property: Id(0)] ErrorCode Code,
    [property: Id(1)] string? Message,
    [property: Id(2)] ContactSide? Side,
    [property: Id(3)] long Revision,
    [property: Id(4)] bool Dup,
    [property: Id(5)] long Seq)
{
    public static ContactResult Refused(ErrorCode code, string? message) => new(code, message, null, 0, Dup: false, 0);
}
