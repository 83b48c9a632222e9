namespace OrleansIm.Grains.Interfaces.Conversations;

/// <summary>What became of one draft.</summary>
/// <param name="Code">None if it is in the log.</param>
/// <param name="Message">For a person, when refused.</param>
/// <param name="Seq">Its sequence.</param>
/// <param name="Time">When it was first taken, Unix milliseconds.</param>
/// <param name="Dup">True if it had been taken before.</param>
/// <param name="RetryAfter">Milliseconds to wait when refused; 0 if that is not known.</param>
[GenerateSerializer, Immutable, Alias("im.AppendResult")]
public readonly record struct AppendResult(
    [property: Id(0)] ErrorCode Code,
    [property: Id(1)] string? Message,
    [property: Id(2)] long Seq,
    [property: Id(3)] long Time,
    [property: Id(4)] bool Dup,
    [property: Id(5)] int RetryAfter = 0)
{
    public static AppendResult Refused(ErrorCode code, string message, int retryAfter = 0) => new(code, message, 0, 0, Dup: false, retryAfter);

    public static AppendResult Taken(long seq, long time, bool dup) => new(ErrorCode.None, null, seq, time, dup);
}
