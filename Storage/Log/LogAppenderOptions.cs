using System.ComponentModel.DataAnnotations;

namespace OrleansIm.Storage.Log;

/// <summary>Limits of the group commit.</summary>
public sealed class LogAppenderOptions
{
    /// <summary>Section of the configuration.</summary>
    public const string Section = "Storage:Appender";

    /// <summary>Commits under way at once; a conversation always uses the same lane. 1 for SQLite, 2 for PostgreSQL by default.</summary>
    [Range(1, 64)]
    public int Lanes { get; set; } = 1;

    /// <summary>Entries waiting or being written, over all lanes; more are turned away at once.</summary>
    [Range(1, 10_000_000)]
    public int QueueEntries { get; set; } = 16_384;

    /// <summary>Entries per transaction; above 256 nothing is gained.</summary>
    [Range(1, 10_000)]
    public int BatchEntries { get; set; } = 256;

    /// <summary>First pause after the database failed; doubles up to <see cref="LongestPause"/> while it goes on failing.</summary>
    public TimeSpan FirstPause { get; set; } = TimeSpan.FromMilliseconds(50);

    public TimeSpan LongestPause { get; set; } = TimeSpan.FromSeconds(1);
}
