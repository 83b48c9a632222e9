namespace OrleansIm.Grains.Interfaces.Users;

/// <param name="Joined">Beside each of them: the user sees entries above this. Null from a silo of an older version.</param>
/// <param name="Contacts">The revision of the user's contacts.</param>
/// <param name="Call">The call that the user may have just now; null for none.</param>
/// <param name="Muted">If it was asked: the conversations that the user has muted or blocked.</param>
/// <param name="MutedAs">Beside each of them: 2 muted, 3 blocked.</param>
/// <param name="Rev">The user's event counter.</param>
/// <param name="Large">The user's large conversations, which the gateway is to watch.</param>
/// <summary>The session is open, unless <paramref name="Code"/> says otherwise.</summary>
/// <param name="Code">None, or Busy: nothing was opened, ask again.</param>
[GenerateSerializer, Immutable, Alias("im.SessionOpened")]
public readonly record struct SessionOpened(
    [property: Id(0)] long Rev,
    [property: Id(1)] string[] Large,
    [property: Id(2)] ErrorCode Code = ErrorCode.None,
    [property: Id(3)] long[]? Joined = null,
    [property: Id(4)] long Contacts = 0,
    [property: Id(5)] string? Call = null,
    [property: Id(6)] string[]? Muted = null,
    [property: Id(7)] int[]? MutedAs = null)
{
    public static SessionOpened Busy { get; } = new(0, [], ErrorCode.Busy);
}
