using OrleansIm.Domain.People;

namespace OrleansIm.Protocol.Frames.Server.People;

/// <summary>Something about another user has taken effect.</summary>
/// <param name="Re">Request id.</param>
/// <param name="Line">What the user has of the other now.</param>
/// <param name="Revision">The user's list after it; 0 if it did not change the list.</param>
/// <param name="Dup">True if it had taken effect before.</param>
/// <param name="Conversation">The conversation of the two, if they became contacts by it; else null.</param>
/// <param name="Seq">Its entry that says so.</param>
public sealed record ContactReceipt(string Re, ContactLine Line, long Revision, bool Dup, string? Conversation, long Seq) : ServerFrame;
