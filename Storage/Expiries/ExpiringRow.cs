namespace OrleansIm.Storage.Expiries;

/// <summary>A message that expires, and whose clock does not run yet.</summary>
/// <param name="Seq">Its place.</param>
/// <param name="Sender">Who wrote it.</param>
/// <param name="Seconds">How long it stands once it was read.</param>
public readonly record struct ExpiringRow(long Seq, string Sender, int Seconds);
