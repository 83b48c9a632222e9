namespace OrleansIm.Storage.Log;

/// <summary>A member reacts to a message, or takes that back.</summary>
/// <param name="Seq">The message.</param>
/// <param name="User">Who.</param>
/// <param name="Emoji">How.</param>
/// <param name="Stands">False once it was taken back.</param>
/// <param name="EntrySeq">The entry that says so.</param>
/// <param name="Time">When, Unix milliseconds.</param>
public sealed record Reaction(long Seq, string User, string Emoji, bool Stands, long EntrySeq, long Time);
