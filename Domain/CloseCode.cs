namespace OrleansIm.Domain;

/// <summary>Why a connection is ended by the server; the wire names are these words in snake case. Never renumber.</summary>
public enum CloseCode : byte
{
    None = 0,
    BadFrame = 1,
    TooLarge = 2,
    LoginTimeout = 3,
    Unauthenticated = 4,
    Kicked = 5,
    Replaced = 6,
    Revoked = 7,
    UpgradeRequired = 8,
    HeartbeatTimeout = 9,
    SlowConsumer = 10,
    Draining = 11,
    RateLimited = 12,
    Internal = 13,
}
