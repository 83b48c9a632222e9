using OrleansIm.Grains.Interfaces.Gateways;

namespace OrleansIm.Grains.Interfaces.Operations;

/// <summary>What a gateway says of itself.</summary>
/// <param name="Address">Its name and the way to it.</param>
/// <param name="Host">Machine and process.</param>
/// <param name="Since">When it started, Unix milliseconds.</param>
/// <param name="Connections">Open connections.</param>
/// <param name="Sessions">Those that have logged in.</param>
/// <param name="Cpu">Processors in use since its last report: 1.5 is one and a half.</param>
/// <param name="Memory">Resident bytes.</param>
/// <param name="Draining">True while it takes no connections.</param>
[GenerateSerializer, Immutable, Alias("im.GatewayReport")]
public sealed record GatewayReport(
    [property: Id(0)] GatewayAddress Address,
    [property: Id(1)] string Host,
    [property: Id(2)] long Since,
    [property: Id(3)] int Connections,
    [property: Id(4)] int Sessions,
    [property: Id(5)] double Cpu,
    [property: Id(6)] long Memory,
    [property: Id(7)] bool Draining);
