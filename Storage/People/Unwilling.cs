namespace OrleansIm.Storage.People;

/// <summary>Somebody who will not be put into a group.</summary>
/// <param name="User">Who.</param>
/// <param name="Blocked">True if it has blocked the one who would; false if it is to be added by nobody.</param>
public sealed record Unwilling(string User, bool Blocked);
