using OrleansIm.Domain.Identity;
using OrleansIm.Grains.Interfaces.Gateways;

namespace OrleansIm.Grains.Interfaces.Users;

/// <summary>A logged-in connection asks for a session.</summary>
/// <param name="Gateway">Where it is.</param>
/// <param name="Connection">Its number there.</param>
/// <param name="Session">The id the gateway gave it.</param>
/// <param name="Device">The device.</param>
/// <param name="Class">Its class.</param>
/// <param name="Background">True if the app is in the background.</param>
/// <param name="Resume">True if the session existed already and its user grain has forgotten it (it moved): nobody is kicked.</param>
/// <param name="Since">When it logged in, Unix milliseconds.</param>
/// <param name="Delivered">True if it wants to hear how far the other sides of direct conversations have received.</param>
/// <param name="TellMuted">True if the answer is to say which conversations are not normal to the user.</param>
[GenerateSerializer, Immutable, Alias("im.OpenSession")]
public sealed record OpenSession(
    [property: Id(0)] GatewayAddress Gateway,
    [property: Id(1)] long Connection,
    [property: Id(2)] string Session,
    [property: Id(3)] string Device,
    [property: Id(4)] DeviceClass Class,
    [property: Id(5)] bool Background,
    [property: Id(6)] bool Resume,
    [property: Id(7)] long Since = 0,
    [property: Id(8)] bool Delivered = false,
    [property: Id(9)] bool TellMuted = false);
