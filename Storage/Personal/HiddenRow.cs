namespace OrleansIm.Storage.Personal;

/// <summary>Entry <paramref name="Seq"/>, which counts as unread, is hidden from <paramref name="User"/> alone.</summary>
public readonly record struct HiddenRow(long Seq, string User);
