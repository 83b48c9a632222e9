using OrleansIm.Domain.People;

namespace OrleansIm.Protocol.Frames.Client.People;

/// <summary>What the user shows of itself from now on.</summary>
public sealed record ProfileSetFrame(string Id, ProfileChange Change) : ClientFrame(Id);
