namespace OrleansIm.Protocol.Frames.Server;

/// <summary>The session is open.</summary>
/// <param name="Re">Request id.</param>
/// <param name="UserId">Whose session.</param>
/// <param name="Session">Its id.</param>
/// <param name="Heartbeat">Seconds between beats, as granted.</param>
/// <param name="Time">Server time, Unix milliseconds.</param>
/// <param name="Rev">The user's event counter.</param>
/// <param name="MaxFrame">Largest frame the client may send, bytes.</param>
/// <param name="MaxText">Longest text, UTF-8 bytes.</param>
/// <param name="UpgradeLevel"><c>none</c> or <c>soft</c>.</param>
/// <param name="UpgradeLatest">Newest version of the app; null if not configured.</param>
/// <param name="UpgradeUrl">Where to get it; null if not configured.</param>
/// <param name="Contacts">The revision of the user's contacts.</param>
public sealed record LoginReceipt(
    string? Re, string UserId, string Session, int Heartbeat, long Time, long Rev, int MaxFrame, int MaxText,
    string UpgradeLevel, string? UpgradeLatest, string? UpgradeUrl, long Contacts = 0) : ServerFrame;
