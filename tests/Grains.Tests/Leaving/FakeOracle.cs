using System.Diagnostics.CodeAnalysis;
using System.Net;

namespace OrleansIm.Grains.Tests.Leaving;

/// <summary>What a silo knows of the others, as the test has it.</summary>
internal sealed class FakeOracle : ISiloStatusOracle
{
    public SiloStatus CurrentStatus { get; set; } = SiloStatus.Active;

    public int Others { get; init; } = 1;

    public string SiloName => "this";

    public SiloAddress SiloAddress => At(1);

    public SiloAddress[] GetActiveSilos() => [.. Enumerable.Range(2, Others).Select(At)];

    public SiloStatus GetApproximateSiloStatus(SiloAddress siloAddress) => throw new NotSupportedException();

    public Dictionary<SiloAddress, SiloStatus> GetApproximateSiloStatuses(bool onlyActive = false) => throw new NotSupportedException();

    public bool TryGetSiloName(SiloAddress siloAddress, [NotNullWhen(true)] out string? siloName) => throw new NotSupportedException();

    public bool IsFunctionalDirectory(SiloAddress siloAddress) => throw new NotSupportedException();

    public bool IsDeadSilo(SiloAddress silo) => throw new NotSupportedException();

    public bool SubscribeToSiloStatusEvents(ISiloStatusListener observer) => throw new NotSupportedException();

    public bool UnSubscribeFromSiloStatusEvents(ISiloStatusListener observer) => throw new NotSupportedException();

    private static SiloAddress At(int port) => SiloAddress.New(new IPEndPoint(IPAddress.Loopback, port), 1);
}
