using OrleansIm.Support.Wire;

namespace OrleansIm.EndToEnd.Tests.Calls;

/// <summary>Calls as short methods.</summary>
internal static class CallWire
{
    public static async Task<string> CallAsync(this WireClient client, string user, object? sdp = null)
    {
        var answer = await client.RequestAsync(new { type = "call.invite", to = new { user }, media = "audio", sdp });
        return answer.Text("call") ?? throw new WaitException($"call.invite was refused: {answer}");
    }

    public static Task<WireFrame> InCallAsync(this WireClient client, string act, string call) =>
        client.RequestAsync(new { type = $"call.{act}", call });

    public static Task<WireFrame> SignalAsync(this WireClient client, string call, object data, string? to = null) => to is null
        ? client.RequestAsync(new { type = "call.signal", call, data })
        : client.RequestAsync(new { type = "call.signal", call, data, to });

    public static Task<WireFrame> CallEventAsync(this WireClient client, string call, string what) => client.WaitForAsync(
        $"{what} of {call}", frame => frame.Type == "call" && frame.Text("call") == call && frame.Text("event") == what);

    /// <summary>The invitation to whatever call comes from this user.</summary>
    public static Task<WireFrame> RungAsync(this WireClient client, string by) => client.WaitForAsync(
        $"a call from {by}", frame => frame.Type == "call" && frame.Text("event") == "invite" && frame.Text("by") == by);

    /// <summary>The call's entry in the log, once it is there; there must be no other.</summary>
    public static async Task<WireMessage> CallEntryAsync(this WireClient client, string conversation, string call)
    {
        while (true)
        {
            var entries = (await client.WholeHistoryAsync(conversation)).Where(entry => entry.Kind == "call" && entry.Json.GetProperty("content").GetProperty("call").GetString() == call).ToList();
            if (entries.Count > 0)
            {
                return Assert.Single(entries);
            }

            await Task.Delay(50, TestContext.Current.CancellationToken);
        }
    }

    public static string Outcome(this WireMessage entry) => entry.Json.GetProperty("content").GetProperty("outcome").GetString()!;
}
