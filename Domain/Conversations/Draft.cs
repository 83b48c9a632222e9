using OrleansIm.Domain.Messages;

namespace OrleansIm.Domain.Conversations;

/// <summary>A message as its sender hands it in: no sequence and no time yet.</summary>
/// <param name="ClientId">The sender's own id of it.</param>
/// <param name="Kind">What it is; only kinds that count.</param>
/// <param name="Content">Canonical JSON.</param>
/// <param name="Mentions">User ids, or a single <c>*</c>; null for nobody.</param>
/// <param name="ReplyTo">Sequence answered; 0 for none.</param>
/// <param name="Silent">Without notification.</param>
/// <param name="Copy">A forwarded message: the client id alone tells whether it is here already, since the original may have changed meanwhile.</param>
/// <param name="Expire">So many seconds after it was read it is gone; 0 if it stays.</param>
[GenerateSerializer, Immutable, Alias("im.Draft")]
public sealed record Draft(
    [property: Id(0)] string ClientId,
    [property: Id(1)] ContentKind Kind,
    [property: Id(2)] ReadOnlyMemory<byte> Content,
    [property: Id(3)] string[]? Mentions,
    [property: Id(4)] long ReplyTo,
    [property: Id(5)] bool Silent,
    [property: Id(6)] bool Copy = false,
    [property: Id(7)] int Expire = 0);
