namespace OrleansIm.Storage.Log;

/// <summary>Takes entry <paramref name="Seq"/> back: content and mentions go, the sequence stays.</summary>
/// <param name="Seq">The message.</param>
/// <param name="By">Who recalled it.</param>
/// <param name="Time">Unix milliseconds.</param>
/// <param name="RecallSeq">The recall entry's sequence.</param>
public readonly record struct Erasure(long Seq, string By, long Time, long RecallSeq);
