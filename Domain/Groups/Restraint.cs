namespace OrleansIm.Domain.Groups;

/// <summary>Why a member may not write at the moment.</summary>
/// <param name="Code">Muted, or RateLimited in slow mode; None if it may.</param>
/// <param name="Message">The same for a person.</param>
/// <param name="RetryAfter">Milliseconds until it may; 0 if that is not known.</param>
public readonly record struct Restraint(ErrorCode Code, string? Message, long RetryAfter)
{
    public static Restraint Muted { get; } = new(ErrorCode.Muted, "You can't send messages here at the moment.", 0);

    public static Restraint Slowed(long wait) => new(ErrorCode.RateLimited, "This group is in slow mode. Please wait.", wait);
}
