namespace OrleansIm.Domain.Users;

/// <summary>What a user changes in the settings of one of its conversations; null leaves a setting as it is.</summary>
[GenerateSerializer, Immutable, Alias("im.SettingsChange")]
public readonly record struct SettingsChange(
    [property: Id(0)] bool? Pinned,
    [property: Id(1)] NoDisturb? NoDisturb,
    [property: Id(2)] bool? Archived,
    [property: Id(3)] bool? UnreadMark);
