using OrleansIm.Grains.Interfaces.Users;

namespace OrleansIm.Operators.Users;

/// <summary>An open session, and the name of its gateway's host, if that has reported lately.</summary>
public sealed record SessionLine(SessionInspection Session, string? Host);
