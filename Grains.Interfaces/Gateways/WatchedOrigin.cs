namespace OrleansIm.Grains.Interfaces.Gateways;

/// <summary>What a gateway must know of an entry beside its bytes.</summary>
[GenerateSerializer, Immutable, Alias("im.WatchedOrigin")]
public readonly record struct WatchedOrigin(
    [property: Id(0)] string Sender,
    [property: Id(1)] string? ClientId,
    [property: Id(2)] string? Session,
    [property: Id(3)] string? Removes);
