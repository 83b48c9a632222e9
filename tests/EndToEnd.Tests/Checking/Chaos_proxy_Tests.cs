using System.Net;
using System.Net.Sockets;
using OrleansIm.Support.Faults;
using OrleansIm.Support.Wire;

namespace OrleansIm.EndToEnd.Tests.Checking;

/// <summary>The relay that faults are made with does what it says, and nothing while it is not asked to.</summary>
public sealed class Chaos_proxy_Tests : IAsyncLifetime
{
    private readonly Socket _target = new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
    private ChaosProxy _proxy = null!;
    private Socket _client = null!;
    private Socket _server = null!;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _target.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        _target.Listen();
        _proxy = ChaosProxy.Start(((IPEndPoint)_target.LocalEndPoint!).Port);
        _client = await Connecting.TcpAsync(_proxy.Port, Cancellation);
        _server = await _target.AcceptAsync(Cancellation);
    }

    public async ValueTask DisposeAsync()
    {
        _client.Dispose();
        _server.Dispose();
        _target.Dispose();
        await _proxy.DisposeAsync();
    }

    [Fact]
    public async Task What_is_said_on_one_side_comes_out_at_the_other()
    {
        await _client.SendAsync("there"u8.ToArray(), Cancellation);
        Assert.Equal("there"u8.ToArray(), await ReceiveAsync(_server, 5));

        await _server.SendAsync("back"u8.ToArray(), Cancellation);
        Assert.Equal("back"u8.ToArray(), await ReceiveAsync(_client, 4));
    }

    [Fact]
    public async Task What_a_black_hole_held_back_comes_when_it_is_healed()
    {
        _proxy.BlackHole();
        await _client.SendAsync("late"u8.ToArray(), Cancellation);
        while (_proxy.HeldBack == 0)
        {
            await Task.Delay(5, Cancellation);
        }

        Assert.Equal(0, _server.Available);
        _proxy.Heal();
        Assert.Equal("late"u8.ToArray(), await ReceiveAsync(_server, 4));
    }

    [Fact]
    public async Task A_cut_lets_half_of_it_through_and_then_both_ends_see_a_reset()
    {
        _proxy.CutNext(1);
        await _client.SendAsync("halfhalf"u8.ToArray(), Cancellation);

        // The reset may overtake what was let through: never is it more than the half.
        var arrived = 0;
        await Assert.ThrowsAsync<SocketException>(async () =>
        {
            while (true)
            {
                arrived += await _server.ReceiveAsync(new byte[8], Cancellation);
            }
        });
        Assert.InRange(arrived, 0, 4);
        await Assert.ThrowsAsync<SocketException>(() => _client.ReceiveAsync(new byte[8], Cancellation).AsTask());
        Assert.Equal(0, _proxy.CutsLeft);
    }

    private static async Task<byte[]> ReceiveAsync(Socket socket, int count)
    {
        var bytes = new byte[count];
        var read = 0;
        while (read < count)
        {
            read += await socket.ReceiveAsync(bytes.AsMemory(read), Cancellation);
        }

        return bytes;
    }
}
