using OrleansIm.Grains.Interfaces.Operations;

namespace OrleansIm.Operators.Clusters;

/// <summary>The whole of it at a glance.</summary>
/// <param name="Gateways">Who reported lately.</param>
/// <param name="Silos">Who reported lately.</param>
/// <param name="Silent">Silos that the cluster counts as active and that have not reported.</param>
/// <param name="Hot">The busiest conversations of the last minute.</param>
/// <param name="Problem">What could not be told; null if everything could.</param>
public sealed record ClusterView(
    IReadOnlyList<GatewayReport> Gateways, IReadOnlyList<SiloReport> Silos, IReadOnlyList<string> Silent, IReadOnlyList<HotLine> Hot, string? Problem);
