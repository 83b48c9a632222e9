using OpenTelemetry.Trace;

namespace OrleansIm.Gateway.Observability;

/// <summary>
/// Traces begin with a client's request. The database driver's spans are wanted as parts of those, not as traces of their own.
/// </summary>
internal sealed class OwnRootsSampler(double share) : Sampler
{
    private readonly TraceIdRatioBasedSampler _ratio = new(share);

    public override SamplingResult ShouldSample(in SamplingParameters samplingParameters) =>
        samplingParameters.Name.StartsWith("oim.", StringComparison.Ordinal)
            ? _ratio.ShouldSample(samplingParameters)
            : new SamplingResult(SamplingDecision.Drop);
}
