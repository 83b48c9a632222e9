using System.Text.Json.Nodes;

namespace OrleansIm.Support.Wire;

/// <summary>What a test client says of itself when it logs in, and how it behaves.</summary>
public sealed record LoginOptions
{
    public string Device { get; init; } = "phone-1";

    public string Class { get; init; } = "mobile";

    public int Heartbeat { get; init; } = 60;

    public bool Background { get; init; }

    public string? Token { get; init; }

    public string App { get; init; } = "1.4.0";

    /// <summary>Where it says it runs; null if it doesn't.</summary>
    public string? Platform { get; init; }

    /// <summary>It wants to hear how far the other sides of direct conversations have received.</summary>
    public bool Delivered { get; init; }

    public IReadOnlyList<string>? Capabilities { get; init; }

    /// <summary>In which the client reads tips; null if it doesn't say.</summary>
    public string? Language { get; init; }

    public Framing Framing { get; init; } = Framing.Lines;

    /// <summary>Acknowledge whatever arrives, at once.</summary>
    public bool AutoAck { get; init; } = true;

    /// <summary>Hang up when the server says that it will, as the contract expects of clients; off for tests that watch the server do it.</summary>
    public bool LeaveOnClose { get; init; }

    /// <summary>How long to wait for the answer to a request before the connection is taken for dead.</summary>
    public TimeSpan Patience { get; init; } = TimeSpan.FromSeconds(120);

    /// <summary>Sees each frame before it is filed; may be null.</summary>
    public Action<WireFrame>? OnFrame { get; init; }

    /// <summary>Keep all frames for later questions; off under load.</summary>
    public bool KeepFrames { get; init; } = true;

    /// <summary>The login frame that says all this.</summary>
    public JsonObject ToFrame()
    {
        var frame = new JsonObject
        {
            ["type"] = "login",
            ["version"] = 2,
            ["token"] = Token,
            ["device"] = new JsonObject { ["id"] = Device, ["class"] = Class, ["app"] = App },
            ["heartbeat"] = Heartbeat,
            ["background"] = Background,
        };
        if (Language is { } language)
        {
            frame["device"]!["lang"] = language;
        }

        if (Delivered)
        {
            frame["device"]!["delivered"] = true;
        }

        if (Platform is { } platform)
        {
            frame["device"]!["platform"] = platform;
        }

        if (Capabilities is { } capabilities)
        {
            frame["capabilities"] = new JsonArray([.. capabilities.Select(one => (JsonNode)one)]);
        }

        return frame;
    }
}
