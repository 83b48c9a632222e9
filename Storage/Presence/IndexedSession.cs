using OrleansIm.Domain.Identity;

namespace OrleansIm.Storage.Presence;

/// <summary>One session, as other systems see it.</summary>
/// <param name="Session">Its id.</param>
/// <param name="Device">The device.</param>
/// <param name="Class">Its class.</param>
/// <param name="Gateway">The run of the gateway process that holds the connection.</param>
/// <param name="Since">When it was opened, Unix milliseconds.</param>
/// <param name="Background">True if the app is in the background.</param>
public readonly record struct IndexedSession(string Session, string Device, DeviceClass Class, string Gateway, long Since, bool Background);
