using OrleansIm.Domain.Identity;

namespace OrleansIm.Protocol.Frames.Client;

/// <summary>The first frame of every connection.</summary>
/// <param name="Id">Request id.</param>
/// <param name="Version">The highest version the client speaks, from 1.</param>
/// <param name="Token">A JWT.</param>
/// <param name="DeviceId">Names the device.</param>
/// <param name="Class">Its class.</param>
/// <param name="App">The client's own version, for upgrades; may be empty.</param>
/// <param name="Heartbeat">Seconds between beats as the client proposes, not yet clamped; 0 if not given.</param>
/// <param name="Background">True if the app starts in the background.</param>
/// <param name="ClaimedUser">Who the client says it is (version 1 names its user); null if it doesn't say.</param>
/// <param name="Capabilities">The content kinds it can show, one bit each (see ContentKinds.Bit); 0 if not stated.</param>
/// <param name="Language">In which it wants to read what the server writes (<c>zh-CN</c>); null if not stated.</param>
/// <param name="Platform">Where the app runs, in its own words (<c>iOS</c>); empty if not stated.</param>
/// <param name="Delivered">True if it wants to hear how far the other sides of direct conversations have received.</param>
public sealed record LoginFrame(
    string? Id, int Version, string Token, string DeviceId, DeviceClass Class, string App, int Heartbeat,
    bool Background, string? ClaimedUser, ulong Capabilities, string? Language = null, string Platform = "", bool Delivered = false) : ClientFrame(Id);
