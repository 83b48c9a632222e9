namespace OrleansIm.Grains.Interfaces.Operations;

/// <summary>What a silo says of itself.</summary>
/// <param name="Silo">Its address in the cluster.</param>
/// <param name="Host">Machine and process.</param>
/// <param name="Since">When it started, Unix milliseconds.</param>
/// <param name="Cpu">Processors in use since its last report: 1.5 is one and a half.</param>
/// <param name="Memory">Resident bytes.</param>
/// <param name="Events">Events on their way to users' grains.</param>
/// <param name="Pushes">Pushes on their way to gateways.</param>
/// <param name="LogQueue">Entries waiting for the log or being written.</param>
/// <param name="Cursors">Acknowledgements not yet on disk.</param>
/// <param name="Hot">Its busiest conversations of the last minute, busiest first.</param>
[GenerateSerializer, Immutable, Alias("im.SiloReport")]
public sealed record SiloReport(
    [property: Id(0)] string Silo,
    [property: Id(1)] string Host,
    [property: Id(2)] long Since,
    [property: Id(3)] double Cpu,
    [property: Id(4)] long Memory,
    [property: Id(5)] long Events,
    [property: Id(6)] long Pushes,
    [property: Id(7)] long LogQueue,
    [property: Id(8)] long Cursors,
    [property: Id(9)] HotConversation[] Hot);
