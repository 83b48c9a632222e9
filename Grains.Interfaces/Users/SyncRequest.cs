namespace OrleansIm.Grains.Interfaces.Users;

/// <summary>A session asks for its next batch.</summary>
/// <param name="Session">Which.</param>
/// <param name="Restart">True to begin again from the device's cursors.</param>
/// <param name="Acks">What it has received meanwhile.</param>
/// <param name="MaxMessages">At most so many messages.</param>
/// <param name="MaxBytes">And about so many bytes of them.</param>
[GenerateSerializer, Immutable, Alias("im.SyncRequest")]
public sealed record SyncRequest(
    [property: Id(0)] string Session,
    [property: Id(1)] bool Restart,
    [property: Id(2)] SeqMark[] Acks,
    [property: Id(3)] int MaxMessages,
    [property: Id(4)] int MaxBytes);
