namespace OrleansIm.Storage.Log;

/// <summary>A standing mention of <paramref name="User"/> (<c>*</c> for all) in entry <paramref name="Seq"/> by <paramref name="Sender"/>.</summary>
public readonly record struct MentionRow(long Seq, string User, string Sender);
