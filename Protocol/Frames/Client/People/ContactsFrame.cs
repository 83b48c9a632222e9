namespace OrleansIm.Protocol.Frames.Client.People;

/// <summary>A page of the user's contacts and open requests.</summary>
/// <param name="Id">Request id.</param>
/// <param name="After">The cursor of the page before; empty for the first page.</param>
/// <param name="Limit">1 to 200.</param>
public sealed record ContactsFrame(string Id, string After, int Limit) : ClientFrame(Id);
