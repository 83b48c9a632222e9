using System.Text.Json.Nodes;
using HdrHistogram;

namespace OrleansIm.Load.Measure;

/// <summary>Durations in a high dynamic range histogram: microseconds up to ten minutes, three digits.</summary>
internal sealed class Latency
{
    private const long Highest = 600_000_000;
    private readonly LongHistogram _histogram = new(Highest, 3);

    public long Count => _histogram.TotalCount;

    public void Record(long nanoseconds) =>
        _histogram.RecordValue(Math.Clamp(nanoseconds / 1000, 0, Highest));

    /// <summary>Milliseconds; null without a value.</summary>
    public JsonNode? ToJson() => Count == 0
        ? null
        : new JsonObject
        {
            ["p50"] = At(50),
            ["p90"] = At(90),
            ["p99"] = At(99),
            ["p999"] = At(99.9),
            ["max"] = At(100),
        };

    private double At(double percentile) => Math.Round(_histogram.GetValueAtPercentile(percentile) / 1000.0, 3);
}
