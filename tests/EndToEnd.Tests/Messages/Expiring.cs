using OrleansIm.Support.Wire;

namespace OrleansIm.EndToEnd.Tests.Messages;

/// <summary>Messages that expire, as short methods.</summary>
internal static class Expiring
{
    private const int Step = 50;

    /// <summary>Only a test that fails waits so long.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(5);

    public static Task<WireFrame> SendExpiringAsync(this WireClient client, object to, string text, int expire, string[]? mentions = null, string? clientId = null) =>
        client.RequestAsync(new { type = "send", to, clientId = clientId ?? Requests.NewClientId(), content = new { type = "text", text }, expire, mentions });

    /// <summary>Waits until the message is gone from the history.</summary>
    public static async Task<WireMessage> GoneAsync(this WireClient client, string conversation, long seq)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        patience.CancelAfter(Patience);
        while (true)
        {
            var page = await client.RequestAsync(new { type = "history", conversation, after = seq - 1, limit = 1 });
            if (!page.IsError && new WireMessage(page.Json.GetProperty("items")[0]) is { IsRecalled: true } gone)
            {
                return gone;
            }

            Assert.True(page.Code is null or "busy", page.ToString());
            await Task.Delay(Step, patience.Token);
        }
    }

    public static string? ReasonOf(this WireMessage message) =>
        message.Json.TryGetProperty("recalled", out var recalled) && recalled.TryGetProperty("reason", out var reason) ? reason.GetString() : null;
}
