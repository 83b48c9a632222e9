using System.ComponentModel.DataAnnotations;

namespace OrleansIm.Storage.Members;

/// <summary>Limits of the write-behind of cursors.</summary>
public sealed class CursorWriterOptions
{
    /// <summary>Section of the configuration.</summary>
    public const string Section = "Storage:Cursors";

    /// <summary>How long a device's cursor may lag behind.</summary>
    public TimeSpan Interval { get; set; } = TimeSpan.FromSeconds(1);

    /// <summary>Device cursors per transaction; as many waiting are written without waiting for the interval.</summary>
    [Range(1, 100_000)]
    public int BatchKeys { get; set; } = 2000;

    /// <summary>Device cursors held in memory; a new one above this is dropped, and its messages are sent again some day.</summary>
    [Range(1, 10_000_000)]
    public int MaxKeys { get; set; } = 100_000;

    /// <summary>Callers waiting for durable writes; more are turned away.</summary>
    [Range(1, 1_000_000)]
    public int MaxWaiting { get; set; } = 8192;
}
