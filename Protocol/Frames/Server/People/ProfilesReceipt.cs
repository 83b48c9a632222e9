using OrleansIm.Domain.People;

namespace OrleansIm.Protocol.Frames.Server.People;

/// <summary>Profiles, in the order asked for.</summary>
public sealed record ProfilesReceipt(string Re, IReadOnlyList<Profile> Items) : ServerFrame;
