using OrleansIm.Domain.Calls;

namespace OrleansIm.Grains.Interfaces.Calls;

/// <summary>Outcome of something that was done in a call.</summary>
/// <param name="Code">None if it took effect.</param>
/// <param name="Message">For a person, when refused.</param>
/// <param name="Dup">True if it had taken effect before.</param>
/// <param name="Standing">How the call stands now; null when refused.</param>
[GenerateSerializer, Immutable, Alias("im.CallResult")]
public sealed record CallResult(
    [property: Id(0)] ErrorCode Code,
    [property: Id(1)] string? Message,
    [property: Id(2)] bool Dup,
    [property: Id(3)] CallNews? Standing)
{
    public static CallResult Refused(ErrorCode code, string? message) => new(code, message, false, null);
}
