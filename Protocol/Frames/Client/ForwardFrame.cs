namespace OrleansIm.Protocol.Frames.Client;

/// <summary>Send messages that are there to other conversations.</summary>
/// <param name="Id">Request id.</param>
/// <param name="ClientId">The client's own id of this request: repeating it sends nothing twice. Null: each request is a new one.</param>
/// <param name="From">Where the messages are.</param>
/// <param name="Seqs">Which, in the order in which they shall arrive; distinct.</param>
/// <param name="To">Where to.</param>
/// <param name="Merge">True for one message that holds all of them.</param>
/// <param name="Title">Title of that message; null for one of the server's.</param>
public sealed record ForwardFrame(
    string Id, string? ClientId, string From, IReadOnlyList<long> Seqs, IReadOnlyList<Target> To, bool Merge, string? Title) : ClientFrame(Id);
