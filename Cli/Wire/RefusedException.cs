using System.Text.Json;

namespace OrleansIm.Cli.Wire;

/// <summary>The server answered a request with an error.</summary>
internal sealed class RefusedException(JsonElement answer) : Exception(answer.TextOf("message") ?? "The server refused the request.")
{
    public string Code { get; } = answer.TextOf("code") ?? "unknown";

    public TimeSpan RetryAfter { get; } = TimeSpan.FromMilliseconds(answer.NumberOf("retryAfter") ?? 500);

    /// <summary>True if the same request may succeed a little later.</summary>
    public bool IsPassing => Code is "busy" or "rate_limited";
}
