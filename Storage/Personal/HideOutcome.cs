namespace OrleansIm.Storage.Personal;

/// <summary>What came of hiding messages.</summary>
/// <param name="Hides">How many the user has ever hidden there.</param>
/// <param name="Added">Those among them that were not hidden before.</param>
public readonly record struct HideOutcome(long Hides, long Added);
