namespace OrleansIm.Storage.Log;

/// <summary>Ownership of a conversation: the epoch to state in appends, and the head when it was taken.</summary>
public readonly record struct Claim(long Epoch, long Head);
