using OrleansIm.Domain.Messages;

namespace OrleansIm.Protocol.Frames.Client;

/// <summary>A message to be stored and delivered.</summary>
/// <param name="Id">Request id; never null: a send without an answer promises nothing.</param>
/// <param name="To">Where to.</param>
/// <param name="ClientId">Unique per sender and conversation.</param>
/// <param name="Kind">Only kinds that clients may send.</param>
/// <param name="Content">Canonical JSON of the content, with its <c>type</c>.</param>
/// <param name="Mentions">User ids, or a single <c>*</c> for all; null for none.</param>
/// <param name="ReplyTo">Sequence answered; 0 for none.</param>
/// <param name="Silent">Deliver without a notification.</param>
/// <param name="ClaimedUser">Who the client says it is (version 1 repeats it in every message); must be the session's user. Null if it doesn't say.</param>
/// <param name="Expire">So many seconds after it was read it is gone; 0 if it stays.</param>
public sealed record SendFrame(
    string Id, Target To, string ClientId, ContentKind Kind, ReadOnlyMemory<byte> Content,
    IReadOnlyList<string>? Mentions, long ReplyTo, bool Silent, string? ClaimedUser = null, int Expire = 0) : ClientFrame(Id);
