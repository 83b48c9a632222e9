namespace OrleansIm.Storage.Log;

/// <summary>One version of a message that was edited.</summary>
/// <param name="Seq">The message.</param>
/// <param name="EditSeq">The entry that made this version; the message's own sequence for what it was at first.</param>
/// <param name="Time">Since when it is so, Unix milliseconds.</param>
/// <param name="Content">Canonical JSON.</param>
/// <param name="Original">See <see cref="Domain.Messages.LogEntry.Original"/>; only needed when a version is written.</param>
public sealed record Revision(long Seq, long EditSeq, long Time, ReadOnlyMemory<byte> Content, long Original = 0);
