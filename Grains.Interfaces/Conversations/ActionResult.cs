namespace OrleansIm.Grains.Interfaces.Conversations;

/// <summary>Outcome of an act on a conversation.</summary>
/// <param name="Code">None if it took effect.</param>
/// <param name="Message">For a person, when refused.</param>
/// <param name="Seq">The sequence it is about: the entry that was written, or the cursor reached.</param>
/// <param name="Time">When, Unix milliseconds.</param>
/// <param name="Dup">True if it had taken effect before.</param>
/// <param name="Pending">True if it takes effect only when somebody else agrees; then Seq means nothing.</param>
[GenerateSerializer, Immutable, Alias("im.ActionResult")]
public readonly record struct ActionResult(
    [property: Id(0)] ErrorCode Code,
    [property: Id(1)] string? Message,
    [property: Id(2)] long Seq,
    [property: Id(3)] long Time,
    [property: Id(4)] bool Dup,
    [property: Id(5)] bool Pending = false)
{
    public static ActionResult Refused(ErrorCode code, string message) => new(code, message, 0, 0, Dup: false);

    public static ActionResult Waiting(long time, bool dup) => new(ErrorCode.None, null, 0, time, dup, Pending: true);

    public static ActionResult Done(long seq, long time, bool dup = false) => new(ErrorCode.None, null, seq, time, dup);
}
