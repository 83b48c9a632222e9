namespace OrleansIm.Grains.Interfaces.Gateways;

/// <summary>What a gateway must know of an entry beside its bytes.</summary>
/// <param name="Sender">Who caused it.</param>
/// <param name="ClientId">The sender's id of it, for the sender's own devices.</param>
/// <param name="Session">The session it came from, which is not told.</param>
/// <param name="Removes">The user who is no member any more with this entry.</param>
/// <param name="RemovesToo">If there are more of them, the others.</param>
/// <param name="Spares">If it edits a message: the members who don't see that message, and so are not told what it says now; null for none.</param>
[GenerateSerializer, Immutable, Alias("im.WatchedOrigin")]
public readonly record struct WatchedOrigin(
    [property: Id(0)] string Sender,
    [property: Id(1)] string? ClientId,
    [property: Id(2)] string? Session,
    [property: Id(3)] string? Removes,
    [property: Id(4)] string[]? RemovesToo = null,
    [property: Id(5)] string[]? Spares = null);
