using OrleansIm.Domain.Messages;

namespace OrleansIm.Domain.Conversations;

/// <summary>
/// Outcome of handing in a draft: a new entry with its place, an entry that was there already, or a refusal.
/// </summary>
/// <param name="Entry">The entry, new or known; null when refused.</param>
/// <param name="IsNew">True if it still has to be committed.</param>
/// <param name="Refusal">Why not; None otherwise.</param>
/// <param name="Message">The same for a person.</param>
/// <param name="RetryAfter">Milliseconds to wait; 0 if that would not help or is not known.</param>
public readonly record struct Accepted(LogEntry? Entry, bool IsNew, ErrorCode Refusal, string? Message, long RetryAfter = 0)
{
    public static Accepted New(LogEntry entry) => new(entry, IsNew: true, ErrorCode.None, null);

    public static Accepted Known(LogEntry entry) => new(entry, IsNew: false, ErrorCode.None, null);

    public static Accepted Refused(ErrorCode code, string message) => new(null, IsNew: false, code, message);
}
