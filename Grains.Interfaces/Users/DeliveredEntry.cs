using OrleansIm.Domain.Messages;

namespace OrleansIm.Grains.Interfaces.Users;

/// <summary>A committed entry on its way to the members; one object for all of them.</summary>
/// <param name="Item">The entry, encoded.</param>
/// <param name="Time">When it was taken, Unix milliseconds.</param>
/// <param name="Sender">Who sent it.</param>
/// <param name="ClientId">The sender's id of it, for the sender's own devices.</param>
/// <param name="Session">The session it came from, which got a receipt instead.</param>
/// <param name="Trace">Its trace parent (W3C), if it is sampled.</param>
/// <param name="Listed">Of an entry that no chat list shows: the one that it shows, as it is now; null if it is not at hand.</param>
/// <param name="ListedTime">When that one was taken, Unix milliseconds.</param>
[GenerateSerializer, Immutable, Alias("im.DeliveredEntry")]
public sealed record DeliveredEntry(
    [property: Id(0)] MessageItem Item,
    [property: Id(1)] long Time,
    [property: Id(2)] string Sender,
    [property: Id(3)] string? ClientId,
    [property: Id(4)] string? Session,
    [property: Id(5)] string? Trace = null,
    [property: Id(6)] MessageItem? Listed = null,
    [property: Id(7)] long ListedTime = 0);
