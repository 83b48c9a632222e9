namespace OrleansIm.Domain.Messages;

/// <summary>
/// What an entry of the log is. The numbers are stored and travel between processes: never renumber.
/// Kinds from <see cref="Tip"/> up are made by the server only and never count as unread.
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

    Tip = 32,
    Recall = 33,
    Edit = 34,
    Reaction = 35,
    Call = 36,
}
