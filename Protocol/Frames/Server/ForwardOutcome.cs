using OrleansIm.Domain;

namespace OrleansIm.Protocol.Frames.Server;

/// <summary>What became of one target of a forward.</summary>
/// <param name="Conversation">Which.</param>
/// <param name="Seqs">The new messages, in the order asked for; empty if refused.</param>
/// <param name="Time">When the last of them was taken, Unix milliseconds.</param>
/// <param name="Code">Why not; None if they are there.</param>
/// <param name="Message">The same for a person.</param>
/// <param name="RetryAfter">Milliseconds after which a repetition may succeed; 0 to leave out.</param>
public sealed record ForwardOutcome(
    string Conversation, IReadOnlyList<long> Seqs, long Time, ErrorCode Code, string? Message, int RetryAfter = 0);
