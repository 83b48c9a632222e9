namespace OrleansIm.Domain.Users;

/// <summary>Where a device that was never seen before starts: with the newest messages, not with all history.</summary>
public static class NewDevice
{
    /// <summary>How many of each conversation's newest entries it is given.</summary>
    public const int Messages = 20;

    /// <summary>The cursor it starts from in a conversation.</summary>
    /// <param name="floor">Entries at or below this are not for its user.</param>
    /// <param name="head">The highest entry that its user may see.</param>
    public static long CursorOf(long floor, long head) => Math.Max(floor, head - Messages);
}
