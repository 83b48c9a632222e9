namespace OrleansIm.Operators.Users;

/// <summary>A device, and what has not reached it for sure.</summary>
/// <param name="Device">Which.</param>
/// <param name="Connected">True if it has an open session.</param>
/// <param name="Owed">Entries it has not acknowledged, over all conversations.</param>
/// <param name="Lines">The conversations in which something is owed, most first.</param>
public sealed record DeviceLine(string Device, bool Connected, long Owed, IReadOnlyList<OwedLine> Lines);
