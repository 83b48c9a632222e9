namespace OrleansIm.Grains.Interfaces.Personal;

/// <summary>What a user has set for all of its conversations.</summary>
/// <param name="Code">None, or Busy: ask again.</param>
/// <param name="ReadReceipts">Others are told what the user has read.</param>
[GenerateSerializer, Immutable, Alias("im.UserSettings")]
public readonly record struct UserSettings(
    [property: Id(0)] ErrorCode Code,
    [property: Id(1)] bool ReadReceipts);
