using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;
using System.Text.Json.Nodes;
using System.Threading.Channels;

namespace OrleansIm.EndToEnd.Tests.Terminal;

/// <summary>A server that does exactly what a test tells it, for what a real one does too rarely.</summary>
internal sealed class FakeServer : IAsyncDisposable
{
    private const string NothingMissed = """{"type":"offline","conversations":[],"total":{"unread":0,"conversations":0},"more":false}""";

    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private TcpClient? _client;
    private Task _reading = Task.CompletedTask;
    private Channel<JsonObject> _frames = Channel.CreateUnbounded<JsonObject>();

    public FakeServer() => _listener.Start();

    public int Port => ((IPEndPoint)_listener.LocalEndpoint).Port;

    /// <summary>Takes the next connection and lets its login in, with nothing to catch up on.</summary>
    public async Task WelcomeAsync(int heartbeat = 20)
    {
        await DropAsync();
        _client = await _listener.AcceptTcpClientAsync().WaitAsync(TimeSpan.FromSeconds(120));
        _frames = Channel.CreateUnbounded<JsonObject>();
        _reading = ReadAsync(_client, _frames.Writer);
        var login = await ExpectAsync("login");
        await SayAsync(string.Create(
            CultureInfo.InvariantCulture,
            $$"""{"type":"receipt","re":"{{login["id"]}}","userId":"alice","session":"s","version":2,"heartbeat":{{heartbeat}},"time":1,"rev":0}"""));
        await SayAsync(NothingMissed);
    }

    /// <summary>The next frame of that type; others before it are passed over.</summary>
    public async Task<JsonObject> ExpectAsync(string type)
    {
        while (true)
        {
            var frame = await _frames.Reader.ReadAsync().AsTask().WaitAsync(TimeSpan.FromSeconds(120));
            if (TypeOf(frame) == type)
            {
                return frame;
            }
        }
    }

    public async Task SayAsync(string frame) => await _client!.GetStream().WriteAsync(Encoding.UTF8.GetBytes(frame + "\n"));

    public Task ReceiptAsync(JsonObject send, string conversation, long seq) => SayAsync(string.Create(
        CultureInfo.InvariantCulture,
        $$"""{"type":"receipt","re":"{{send["id"]}}","conversation":"{{conversation}}","seq":{{seq}},"messageId":"m","time":1,"dup":false}"""));

    /// <summary>A message of the client's own, as its devices see it.</summary>
    public static string Own(long seq, JsonObject send) => string.Create(
        CultureInfo.InvariantCulture,
        $$$"""{"conversation":"d:alice:bob","seq":{{{seq}}},"messageId":"d:alice:bob:{{{seq}}}","from":"alice","time":1,"content":{{{send["content"]!.ToJsonString()}}},"clientId":"{{{send["clientId"]}}}"}""");

    public static string Message(long seq, string text) =>
        string.Create(CultureInfo.InvariantCulture, $$$"""{"conversation":"d:alice:bob","seq":{{{seq}}},"messageId":"d:alice:bob:{{{seq}}}","from":"bob","time":1,"content":{"type":"text","text":"{{{text}}}"}}""");

    /// <summary>Completes when the client has hung up.</summary>
    public Task LeftAsync() => _reading.WaitAsync(TimeSpan.FromSeconds(120));

    public async Task DropAsync()
    {
        _client?.Dispose();
        await _reading;
    }

    public async ValueTask DisposeAsync()
    {
        await DropAsync();
        _listener.Dispose();
    }

    private static string TypeOf(JsonObject frame) => frame["type"]!.GetValue<string>();

    /// <summary>Answers what every client asks at first with empty pages; the rest is the test's business.</summary>
    private async Task ReadAsync(TcpClient client, ChannelWriter<JsonObject> frames)
    {
        try
        {
            using var reader = new StreamReader(client.GetStream(), Encoding.UTF8);
            while (await reader.ReadLineAsync() is { } line)
            {
                var frame = JsonNode.Parse(line)!.AsObject();
                if (TypeOf(frame) is "conversations" or "read" || (TypeOf(frame) == "history" && frame["after"] is null))
                {
                    await SayAsync($$"""{"type":"receipt","re":"{{frame["id"]}}","conversation":"d:alice:bob","items":[],"more":false,"seq":0}""");
                }
                else
                {
                    frames.TryWrite(frame);
                }
            }
        }
        catch (Exception e) when (e is IOException or ObjectDisposedException or SocketException or InvalidOperationException)
        {
            // The test has dropped the connection.
        }

        frames.TryComplete();
    }
}
