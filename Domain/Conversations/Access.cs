namespace OrleansIm.Domain.Conversations;

/// <summary>Whether a user may do something in a conversation.</summary>
/// <param name="Member">The member, if so.</param>
/// <param name="Refusal">Why not; None otherwise.</param>
/// <param name="Message">The same for a person.</param>
public readonly record struct Access(Member? Member, ErrorCode Refusal, string? Message);
