namespace OrleansIm.Grains.Interfaces.Conversations;

/// <summary>A user gives a message of its own another content.</summary>
/// <param name="User">Who.</param>
/// <param name="Session">The session it comes from.</param>
/// <param name="Seq">The message.</param>
/// <param name="Content">The new content, canonical JSON of a text.</param>
[GenerateSerializer, Immutable, Alias("im.EditAction")]
public readonly record struct EditAction(
    [property: Id(0)] string User,
    [property: Id(1)] string Session,
    [property: Id(2)] long Seq,
    [property: Id(3)] ReadOnlyMemory<byte> Content);
