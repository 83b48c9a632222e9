using System.ComponentModel.DataAnnotations;

namespace OrleansIm.Storage.Log;

/// <summary>How the silo's group commit works, under <c>Appender</c>.</summary>
public sealed class AppenderOptions
{
    /// <summary>Batches committed side by side; a conversation always takes the same lane. 1 to 16; default 1: larger batches beat more of them.</summary>
    [Range(1, 16)]
    public int Lanes { get; set; } = 1;

    /// <summary>Most entries of one commit. 1 to 4,096; default 256: above nothing is gained.</summary>
    [Range(1, 4_096)]
    public int BatchEntries { get; set; } = 256;

    /// <summary>Most entries waiting in a lane; above, appends are refused. 1 to 1,000,000; default 16,384.</summary>
    [Range(1, 1_000_000)]
    public int QueueEntries { get; set; } = 16_384;
}
