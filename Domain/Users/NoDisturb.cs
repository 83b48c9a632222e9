namespace OrleansIm.Domain.Users;

/// <summary>How much a user wants to hear of a conversation. The numbers are those of the wire and of the storage.</summary>
public enum NoDisturb
{
    /// <summary>Everything.</summary>
    Normal = 1,

    /// <summary>No sound, and its unread is not in the badge.</summary>
    Muted = 2,

    /// <summary>As muted, and devices without a session get no push notification at all.</summary>
    Blocked = 3,
}
