using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace OrleansIm.EndToEnd.Tests.Terminal;

/// <summary>Whoever knows several gateways needs only one of them.</summary>
public sealed class Several_gateways_Tests : IAsyncDisposable
{
    private readonly FakeServer _one = new();
    private readonly FakeServer _other = new();

    // Bound, so that nobody else gets the port, and not listening.
    private readonly Socket _dead = new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);

    public Several_gateways_Tests() => _dead.Bind(new IPEndPoint(IPAddress.Loopback, 0));

    private int DeadPort => ((IPEndPoint)_dead.LocalEndPoint!).Port;

    public async ValueTask DisposeAsync()
    {
        await _one.DisposeAsync();
        await _other.DisposeAsync();
        _dead.Dispose();
    }

    [Fact]
    public async Task A_gateway_that_goes_is_left_for_the_next_and_what_had_no_receipt_goes_there()
    {
        await using var client = Chat(_one.Port, _other.Port);
        await _one.WelcomeAsync();
        await client.SeeAsync("open: bob");
        await client.TypeAsync("hello");
        var lost = await _one.ExpectAsync("send");
        await _one.DropAsync();

        await _other.WelcomeAsync();
        var again = await _other.ExpectAsync("send");
        Assert.Equal((string?)lost["clientId"], (string?)again["clientId"]);
        await client.SeeAsync($"connected again, to {Address(_other.Port)}");
        await _other.ReceiptAsync(again, "d:alice:bob", 1);
        await client.SeeAsync("#1 you: hello (sent)");
        Assert.Equal(0, await client.EndAsync());
    }

    [Fact]
    public async Task One_that_is_not_there_at_the_start_is_passed_over()
    {
        await using var client = Chat(DeadPort, _other.Port);
        await _other.WelcomeAsync();

        await client.SeeAsync($"connected to {Address(_other.Port)}");
        Assert.Equal(0, await client.EndAsync());
    }

    [Fact]
    public async Task If_none_is_there_the_start_fails()
    {
        await using var client = Chat(DeadPort, DeadPort);

        Assert.Equal(1, await client.ExitAsync());
        Assert.Equal(2, client.Count($"No server answers at {Address(DeadPort)}"));
    }

    private static TerminalClient Chat(int port, int next) => TerminalClient.Run(
        "chat", "alice", "--server", $"{Address(port)},{Address(next)}", "--key", "0123456789abcdef", "--to", "bob");

    private static string Address(int port) => string.Create(CultureInfo.InvariantCulture, $"127.0.0.1:{port}");
}
