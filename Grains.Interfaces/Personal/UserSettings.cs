using OrleansIm.Domain.Users;

namespace OrleansIm.Grains.Interfaces.Personal;

/// <summary>What a user has set for all of its conversations.</summary>
/// <param name="Code">None, or Busy: ask again.</param>
/// <param name="ReadReceipts">Others are told what the user has read.</param>
/// <param name="Write">Who may write to the user directly.</param>
/// <param name="Add">Who may ask to become its contact.</param>
/// <param name="Presence">Who may see whether it is there.</param>
[GenerateSerializer, Immutable, Alias("im.UserSettings")]
public readonly record struct UserSettings(
    [property: Id(0)] ErrorCode Code,
    [property: Id(1)] bool ReadReceipts,
    [property: Id(2)] Audience Write = Audience.Everyone,
    [property: Id(3)] Audience Add = Audience.Everyone,
    [property: Id(4)] Audience Presence = Audience.Everyone);
