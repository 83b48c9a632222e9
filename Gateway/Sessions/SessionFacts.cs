using OrleansIm.Domain.Identity;
using OrleansIm.Protocol.Messages;

namespace OrleansIm.Gateway.Sessions;

/// <summary>What a session is.</summary>
internal sealed class SessionFacts
{
    public required string User { get; init; }

    public required string Session { get; init; }

    public required string Device { get; init; }

    public required DeviceClass Class { get; init; }

    /// <summary>1 for the seed's dialect, 2 natively.</summary>
    public required int Version { get; init; }

    /// <summary>Seconds between beats.</summary>
    public required int Heartbeat { get; init; }

    /// <summary>Content kinds it can show, one bit each.</summary>
    public required ulong Shows { get; init; }

    /// <summary>In which tips are read.</summary>
    public string Language { get; init; } = TipTexts.Default;

    /// <summary>When it logged in, Unix milliseconds.</summary>
    public long Since { get; init; }

    /// <summary>It wants to hear how far the other sides of direct conversations have received.</summary>
    public bool Delivered { get; init; }

    public bool Background { get; set; }
}
