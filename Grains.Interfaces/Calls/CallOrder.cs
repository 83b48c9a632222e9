using OrleansIm.Domain.Calls;

namespace OrleansIm.Grains.Interfaces.Calls;

/// <summary>A user wants to call the others of a conversation.</summary>
/// <param name="Call">The new call's id. The same again is the same request.</param>
/// <param name="User">Who calls.</param>
/// <param name="Device">With which device.</param>
/// <param name="Session">In which session.</param>
/// <param name="Media">What it is about.</param>
/// <param name="Users">Of a group: whom; null for all.</param>
/// <param name="Offer">Opaque JSON for those who are called; may be empty.</param>
[GenerateSerializer, Immutable, Alias("im.CallOrder")]
public sealed record CallOrder(
    [property: Id(0)] string Call,
    [property: Id(1)] string User,
    [property: Id(2)] string Device,
    [property: Id(3)] string Session,
    [property: Id(4)] CallMedia Media,
    [property: Id(5)] string[]? Users,
    [property: Id(6)] ReadOnlyMemory<byte> Offer);
