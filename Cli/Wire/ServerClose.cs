using System.Text.Json;

namespace OrleansIm.Cli.Wire;

/// <summary>Why the server ended a connection.</summary>
internal sealed record ServerClose(string Code, string Message, bool Retry, TimeSpan? RetryAfter)
{
    public static ServerClose From(JsonElement frame) => new(
        frame.TextOf("code") ?? "unknown",
        frame.TextOf("message") ?? "The server ended the connection.",
        !frame.TryGetProperty("retry", out var retry) || retry.ValueKind != JsonValueKind.False,
        frame.NumberOf("retryAfter") is { } wait ? TimeSpan.FromMilliseconds(wait) : null);
}
