namespace OrleansIm.Domain.Groups;

/// <summary>How members who are no moderators may write in a group.</summary>
/// <param name="MuteAll">Not at all.</param>
/// <param name="SlowSeconds">One message in so many seconds; 0 for as many as they like.</param>
public readonly record struct GroupRules(bool MuteAll, int SlowSeconds);
