namespace OrleansIm.Domain.Messages;

/// <summary>
/// What an entry of the log is. The numbers are stored and travel between processes: never renumber.
/// Kinds from <see cref="Tip"/> up are made by the server only and never count as unread; so is <see cref="MissedCall"/>, which does.
/// </summary>
public enum ContentKind : byte
{
    None = 0,
    Text = 1,
    Audio = 2,
    Picture = 3,
    Video = 4,
    File = 5,
    Location = 6,
    Card = 7,
    Custom = 8,
    Merged = 9,

    /// <summary>
    /// A call that did not reach the one who was called. On the wire it is a call like any other; it is a kind of its own, and among those
    /// that count, because it is news to the one who was called.
    /// </summary>
    MissedCall = 10,

    Tip = 32,
    Recall = 33,
    Edit = 34,
    Reaction = 35,
    Call = 36,
}
