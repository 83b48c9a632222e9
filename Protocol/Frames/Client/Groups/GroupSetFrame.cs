using OrleansIm.Domain.Groups;

namespace OrleansIm.Protocol.Frames.Client.Groups;

/// <summary>How one joins, and how many older messages newcomers may look up (-1: all); null leaves it.</summary>
public sealed record GroupSetFrame(string Id, string Group, JoinBy? JoinBy, int? History) : ClientFrame(Id);
