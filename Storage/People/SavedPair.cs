namespace OrleansIm.Storage.People;

/// <summary>Outcome of storing a pair's next state.</summary>
/// <param name="Status">Whether it is stored.</param>
/// <param name="FirstRevision">The revision of the first user's list; 0 if it did not change.</param>
/// <param name="SecondRevision">The same of the second user's.</param>
public readonly record struct SavedPair(PairStatus Status, long FirstRevision, long SecondRevision);
