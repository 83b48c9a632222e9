using OrleansIm.Domain.People;

namespace OrleansIm.Protocol.Frames.Server.People;

/// <summary>A line of the user's contacts has changed.</summary>
/// <param name="Owner">Whose list it is.</param>
/// <param name="Event">What happened.</param>
/// <param name="By">Who did it.</param>
/// <param name="Line">The line as it is now.</param>
/// <param name="Revision">The list's revision with it.</param>
public sealed record ContactPush(string Owner, ContactEvent Event, string By, ContactLine Line, long Revision) : ServerFrame;
