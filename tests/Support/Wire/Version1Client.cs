using System.Text.Json;
using OrleansIm.Support.Servers;

namespace OrleansIm.Support.Wire;

/// <summary>A client of the older dialect: lines without <c>type</c>, answers found by <c>messageType</c>.</summary>
public sealed class Version1Client : IAsyncDisposable
{
    private Version1Client(WireClient wire, string user)
    {
        Wire = wire;
        User = user;
    }

    public WireClient Wire { get; }

    public string User { get; }

    public static async Task<Version1Client> ConnectAsync(ServerProcess server, string user, int? port = null)
    {
        var stream = await Connecting.StreamAsync(port ?? server.TcpPort);
        return new Version1Client(new WireClient(new LineTransport(stream), new LoginOptions { AutoAck = false, Device = "version-1" }), user);
    }

    public static async Task<Version1Client> LoginAsync(ServerProcess server, string user, string? token = null, string? lang = null)
    {
        var client = await ConnectAsync(server, user);
        await client.SayAsync(new { versionCode = "1", fromUserID = user, deviceType = "iOS", token = token ?? server.TokenFor(user), lang });
        await client.HearAsync("loginReceipt");
        return client;
    }

    public Task SayAsync(object frame) => Wire.SendFrameAsync(frame);

    public Task<WireFrame> HearAsync(string messageType, Func<JsonElement, bool>? condition = null) =>
        Wire.WaitForAsync(messageType, f => f.Text("messageType") == messageType && (condition?.Invoke(f.Json) ?? true));

    /// <summary>Sends a text and waits for the receipt, good or bad.</summary>
    public async Task<WireFrame> SendTextAsync(string toUser, string text, string sendTime)
    {
        await SayAsync(new
        {
            messageType = "normal",
            contenType = "text",
            chatType = "userChat",
            fromUserID = User,
            toUserID = toUser,
            sendTime,
            content = new { text },
        });
        return await ReceiptOfAsync(sendTime);
    }

    public Task<WireFrame> ReceiptOfAsync(string sendTime) => Wire.WaitForAsync(
        $"the receipt of {sendTime}",
        f => f.Text("messageType") is "normalReceipt" or "invalidReceipt" && f.Text("sendTime") == sendTime);

    /// <summary>Acknowledges everything up to this message: who never does is taken for dead.</summary>
    public Task AckAsync(string messageId) => SayAsync(new { messageType = "receipt", messageID = messageId });

    /// <summary>Waits for the line that shows an edit.</summary>
    public Task<WireFrame> EditedAsync(string messageId, string text) => HearAsync(
        "system",
        json => json.GetProperty("messageID").GetString() == messageId
            && json.GetProperty("content").GetProperty("text").GetString()!.EndsWith(text, StringComparison.Ordinal));

    /// <summary>Waits until this message or line was taken back, live or in the list of what was missed.</summary>
    public Task<WireFrame> RepealedAsync(string messageId) => Wire.WaitForAsync(
        $"the repeal of {messageId}",
        frame => Repeals(frame.Json, messageId)
            || (frame.Text("messageType") == "offline" && frame.Json.GetProperty("messages").EnumerateArray().Any(one => Repeals(one, messageId))));

    private static bool Repeals(JsonElement frame, string messageId) =>
        frame.TryGetProperty("messageType", out var type) && type.GetString() == "repeal" && frame.GetProperty("messageID").GetString() == messageId;

    public ValueTask DisposeAsync() => Wire.DisposeAsync();
}
