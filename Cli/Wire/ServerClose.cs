using System.Text.Json;

namespace OrleansIm.Cli.Wire;

/// <summary>Why the server ended a connection; <paramref name="Device"/> names the one that took the place.</summary>
internal sealed record ServerClose(string Code, string Message, bool Retry, TimeSpan? RetryAfter, string? Device = null)
{
    public static ServerClose From(JsonElement frame) => new(
        frame.TextOf("code") ?? "unknown",
        frame.TextOf("message") ?? "The server ended the connection.",
        !frame.TryGetProperty("retry", out var retry) || retry.ValueKind != JsonValueKind.False,
        frame.NumberOf("retryAfter") is { } wait ? TimeSpan.FromMilliseconds(wait) : null,
        frame.TextOf("device"));
}
