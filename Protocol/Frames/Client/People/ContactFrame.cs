using OrleansIm.Domain.People;

namespace OrleansIm.Protocol.Frames.Client.People;

/// <summary>The user does something about another: request, accept, reject, remove, set.</summary>
/// <param name="Id">Request id.</param>
/// <param name="Event">Which of them.</param>
/// <param name="User">The other.</param>
/// <param name="Greeting">What it says with a request; may be empty.</param>
/// <param name="Change">What it notes.</param>
public sealed record ContactFrame(string Id, ContactEvent Event, string User, string Greeting, ContactChange Change) : ClientFrame(Id);
