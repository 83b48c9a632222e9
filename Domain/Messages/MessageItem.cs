namespace OrleansIm.Domain.Messages;

/// <summary>
/// A message ready for the wire: encoded once by the conversation, handed out as the same bytes to every receiver.
/// </summary>
/// <param name="Seq">Its sequence.</param>
/// <param name="Kind">What it is, so that a gateway can tell whether a receiver can show it without parsing it.</param>
/// <param name="Json">The MESSAGE object of the version 2 contract, UTF-8, without the sender's clientId.</param>
[GenerateSerializer, Immutable, Alias("im.MessageItem")]
public readonly record struct MessageItem(
    [property: Id(0)] long Seq,
    [property: Id(1)] ContentKind Kind,
    [property: Id(2)] ReadOnlyMemory<byte> Json);
