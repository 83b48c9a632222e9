using OrleansIm.Domain.Calls;

namespace OrleansIm.Grains.Interfaces.Calls;

/// <summary>A party does something in a call.</summary>
/// <param name="Call">Which.</param>
/// <param name="User">Who.</param>
/// <param name="Device">With which device.</param>
/// <param name="Session">In which session.</param>
/// <param name="Act">What.</param>
/// <param name="To">For whom, of a signal; null for the only other one.</param>
/// <param name="Payload">Opaque JSON that goes along; may be empty.</param>
[GenerateSerializer, Immutable, Alias("im.CallDeed")]
public sealed record CallDeed(
    [property: Id(0)] string Call,
    [property: Id(1)] string User,
    [property: Id(2)] string Device,
    [property: Id(3)] string Session,
    [property: Id(4)] CallAct Act,
    [property: Id(5)] string? To,
    [property: Id(6)] ReadOnlyMemory<byte> Payload);
