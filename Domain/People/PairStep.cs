namespace OrleansIm.Domain.People;

/// <summary>What comes of something that one of a pair does: a new state to be stored, nothing new, or a refusal.</summary>
/// <param name="Next">The state to be stored; null if there is nothing to store.</param>
/// <param name="Event">What happened.</param>
/// <param name="Refusal">Why not; None otherwise.</param>
/// <param name="Message">The same for a person.</param>
public readonly record struct PairStep(Pair? Next, ContactEvent Event, ErrorCode Refusal, string? Message)
{
    public static PairStep To(Pair next, ContactEvent what) => new(next, what, ErrorCode.None, null);

    /// <summary>It had taken effect before.</summary>
    public static PairStep Known(ContactEvent what) => new(null, what, ErrorCode.None, null);

    public static PairStep Refused(ErrorCode code, string message) => new(null, ContactEvent.None, code, message);
}
