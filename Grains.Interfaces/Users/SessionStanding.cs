namespace OrleansIm.Grains.Interfaces.Users;

/// <summary>How a session stands with its user.</summary>
/// <param name="Known">False if its user's grain doesn't know it.</param>
/// <param name="Live">True if it is pushed what happens.</param>
/// <param name="Rev">The user's event counter.</param>
/// <param name="Code">None, or Busy: that could not be told, ask again.</param>
[GenerateSerializer, Immutable, Alias("im.SessionStanding")]
public readonly record struct SessionStanding(
    [property: Id(0)] bool Known,
    [property: Id(1)] bool Live,
    [property: Id(2)] long Rev,
    [property: Id(3)] ErrorCode Code = ErrorCode.None)
{
    public static SessionStanding Busy { get; } = new(Known: true, Live: true, 0, ErrorCode.Busy);
}
