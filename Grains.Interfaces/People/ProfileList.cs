using OrleansIm.Domain.People;

namespace OrleansIm.Grains.Interfaces.People;

/// <summary>Profiles, in the order asked for.</summary>
/// <param name="Code">None, or Busy: ask again.</param>
/// <param name="Profiles">One for each user, whether it exists or not.</param>
[GenerateSerializer, Immutable, Alias("im.ProfileList")]
public readonly record struct ProfileList([property: Id(0)] ErrorCode Code, [property: Id(1)] Profile[] Profiles)
{
    public static ProfileList Busy { get; } = new(ErrorCode.Busy, []);
}
