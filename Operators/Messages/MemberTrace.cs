namespace OrleansIm.Operators.Messages;

/// <summary>How far a message has come with one member.</summary>
/// <param name="User">Who.</param>
/// <param name="IsForIt">False if it joined later, left before, or has cleared it away.</param>
/// <param name="Read">True if its read cursor is there.</param>
/// <param name="Devices">Each of its devices; empty if it never had one.</param>
public sealed record MemberTrace(string User, bool IsForIt, bool Read, IReadOnlyList<DeviceTrace> Devices);
