namespace OrleansIm.Domain.Calls;

/// <summary>What comes of something that is done in a call: a new state to be stored and what is told then, nothing new, or a refusal.</summary>
/// <param name="Next">The state to be stored; null if there is nothing to store.</param>
/// <param name="Notes">What is told once it is stored.</param>
/// <param name="Refusal">Why not; None otherwise.</param>
/// <param name="Message">The same for a person.</param>
public readonly record struct CallStep(Call? Next, IReadOnlyList<CallNote> Notes, ErrorCode Refusal, string? Message)
{
    /// <summary>It is so already.</summary>
    public static CallStep Known { get; } = new(null, [], ErrorCode.None, null);

    public static CallStep Refused(ErrorCode code, string message) => new(null, [], code, message);
}
