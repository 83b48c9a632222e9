namespace OrleansIm.Domain.Calls;

/// <summary>Something that a user is to be told of a call, once it is so.</summary>
/// <param name="To">Whom.</param>
/// <param name="Event">What happened.</param>
/// <param name="By">Who did it.</param>
/// <param name="Only">The only device that is told; null for all.</param>
/// <param name="Except">A device that knows already; null for none.</param>
/// <param name="Payload">Opaque JSON that goes along; may be empty.</param>
public sealed record CallNote(
    string To, CallEvent Event, string By, string? Only = null, string? Except = null, ReadOnlyMemory<byte> Payload = default);
