using System.Text.Json;
using OrleansIm.Support.Wire;

namespace OrleansIm.EndToEnd.Tests.Schedules;

/// <summary>Messages that are sent later, as short methods.</summary>
internal static class ScheduleWire
{
    private const int Step = 200;

    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(3);

    /// <summary>A time ahead, on the clock that server and tests share.</summary>
    public static long Ahead(TimeSpan span) => TimeProvider.System.GetUtcNow().Add(span).ToUnixTimeMilliseconds();

    public static Task<WireFrame> ScheduleAsync(this WireClient client, object to, string text, string clientId, long at) =>
        client.RequestAsync(new { type = "schedule.set", to, clientId, content = new { type = "text", text }, at });

    /// <summary>To be sent in a few seconds; later where the request itself takes longer than that.</summary>
    public static async Task<WireFrame> ScheduleSoonAsync(this WireClient client, object to, string text, string clientId, int milliseconds = 2_000)
    {
        while (true)
        {
            var answer = await client.ScheduleAsync(to, text, clientId, Ahead(TimeSpan.FromMilliseconds(milliseconds)));
            if (answer.Code != "expired")
            {
                return answer;
            }

            milliseconds *= 2;
        }
    }

    public static async Task<IReadOnlyList<JsonElement>> ScheduledAsync(this WireClient client)
    {
        var answer = await client.RequestAsync(new { type = "schedule.list", limit = 200 });
        return answer.IsError ? throw new WaitException($"schedule.list was refused: {answer}") : [.. answer.Json.GetProperty("items").EnumerateArray()];
    }

    public static Task<WireFrame> CancelScheduledAsync(this WireClient client, string conversation, string clientId) =>
        client.RequestAsync(new { type = "schedule.cancel", conversation, clientId });

    public static Task<WireFrame> ScheduleEventAsync(this WireClient client, string clientId, string what) => client.WaitForAsync(
        $"{what} of {clientId}", frame => frame.Type == "schedule" && frame.Text("clientId") == clientId && frame.Text("event") == what);

    /// <summary>Waits until nothing is left to be sent; busy is no refusal.</summary>
    public static async Task NothingWaitsAsync(this WireClient client)
    {
        var begun = TimeProvider.System.GetTimestamp();
        while (true)
        {
            var answer = await client.RequestAsync(new { type = "schedule.list" });
            if (!answer.IsError && answer.Json.GetProperty("items").GetArrayLength() == 0)
            {
                return;
            }

            Assert.True(answer.Code is null or "busy", answer.ToString());
            if (TimeProvider.System.GetElapsedTime(begun) > Patience)
            {
                throw new WaitException($"there are still messages of {client.User} to be sent: {answer}");
            }

            await Task.Delay(Step, TestContext.Current.CancellationToken);
        }
    }
}
