using OrleansIm.Domain.Identity;

namespace OrleansIm.Grains.Interfaces.Users;

/// <summary>One open session of a user.</summary>
/// <param name="Session">Its id.</param>
/// <param name="Device">The device.</param>
/// <param name="Class">Its class.</param>
/// <param name="Gateway">Id of the gateway it is on.</param>
/// <param name="Since">When it logged in, Unix milliseconds.</param>
/// <param name="Background">True if the app is in the background.</param>
/// <param name="Live">True if it is pushed what happens; false while it catches up.</param>
/// <param name="Cursors">How far it has acknowledged each conversation; newer than what is stored.</param>
[GenerateSerializer, Immutable, Alias("im.SessionInspection")]
public sealed record SessionInspection(
    [property: Id(0)] string Session,
    [property: Id(1)] string Device,
    [property: Id(2)] DeviceClass Class,
    [property: Id(3)] string Gateway,
    [property: Id(4)] long Since,
    [property: Id(5)] bool Background,
    [property: Id(6)] bool Live,
    [property: Id(7)] SeqMark[] Cursors);
