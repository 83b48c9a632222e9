namespace OrleansIm.Domain;

/// <summary>Why a request was refused; the wire names are these words in snake case. Never renumber.</summary>
public enum ErrorCode : byte
{
    None = 0,
    Invalid = 1,
    UnknownType = 2,
    Unauthenticated = 3,
    Forbidden = 4,
    NotFound = 5,
    NotMember = 6,
    Blocked = 7,
    Muted = 8,
    RateLimited = 9,
    Busy = 10,
    TooLarge = 11,
    Conflict = 12,
    Expired = 13,
    Unsupported = 14,
}
