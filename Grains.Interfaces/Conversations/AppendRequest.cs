using OrleansIm.Domain.Conversations;

namespace OrleansIm.Grains.Interfaces.Conversations;

/// <summary>Messages of one session for one conversation, in the order sent.</summary>
/// <param name="User">The sender.</param>
/// <param name="Session">The session they came from; it gets a receipt and no push.</param>
/// <param name="Drafts">The messages.</param>
/// <param name="Traces">Beside each draft its trace parent (W3C), or null; null if none is sampled, as nearly always.</param>
[GenerateSerializer, Immutable, Alias("im.AppendRequest")]
public sealed record AppendRequest(
    [property: Id(0)] string User,
    [property: Id(1)] string Session,
    [property: Id(2)] Draft[] Drafts,
    [property: Id(3)] string?[]? Traces = null);
