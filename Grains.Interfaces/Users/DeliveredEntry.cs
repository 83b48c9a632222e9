using OrleansIm.Domain.Messages;

namespace OrleansIm.Grains.Interfaces.Users;

/// <summary>A committed entry on its way to the members; one object for all of them.</summary>
/// <param name="Item">The entry, encoded.</param>
/// <param name="Time">When it was taken, Unix milliseconds.</param>
/// <param name="Sender">Who sent it.</param>
/// <param name="ClientId">The sender's id of it, for the sender's own devices.</param>
/// <param name="Session">The session it came from, which got a receipt instead.</param>
/// <param name="Trace">Its trace parent (W3C), if it is sampled.</param>
[GenerateSerializer, Immutable, Alias("im.DeliveredEntry")]
public sealed record DeliveredEntry(
    [property: Id(0)] MessageItem Item,
    [property: Id(1)] long Time,
    [property: Id(2)] string Sender,
    [property: Id(3)] string? ClientId,
    [property: Id(4)] string? Session,
    [property: Id(5)] string? Trace = null);
