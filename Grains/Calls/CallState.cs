using OrleansIm.Domain.Calls;

namespace OrleansIm.Grains.Calls;

/// <summary>A conversation's newest call, as stored.</summary>
[GenerateSerializer, Alias("im.CallState")]
public sealed class CallState
{
    [Id(0)]
    public Call? Call { get; set; }
}
