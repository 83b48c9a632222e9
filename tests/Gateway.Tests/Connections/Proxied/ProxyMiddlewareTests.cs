using System.IO.Pipelines;
using System.Net;
using System.Text;
using Microsoft.AspNetCore.Connections;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Time.Testing;
using OrleansIm.Gateway.Connections.Proxied;
using OrleansIm.Gateway.Tests.Fakes;

namespace OrleansIm.Gateway.Tests.Connections.Proxied;

public sealed class ProxyMiddlewareTests
{
    private static readonly IPEndPoint Balancer = new(IPAddress.Parse("10.1.2.3"), 50_000);
    private static readonly IPEndPoint Stranger = new(IPAddress.Parse("192.0.2.9"), 50_000);
    private static readonly IPEndPoint Client = new(IPAddress.Parse("203.0.113.7"), 4711);

    private readonly FakeTimeProvider _time = new();
    private readonly LevelLog<ProxyMiddleware> _log = new();
    private readonly Pipe _toServer = new();
    private readonly TaskCompletionSource<(EndPoint? Remote, string Text)> _served = new(TaskCreationOptions.RunContinuationsAsynchronously);

    [Fact]
    public async Task The_client_named_in_the_header_takes_the_balancers_place()
    {
        var (connection, run) = Start(Balancer);
        foreach (var one in (byte[])[.. ProxyHeaders.Of(Client), .. "hello"u8])
        {
            await SendAsync(one);
        }

        await _toServer.Writer.CompleteAsync();
        await run;

        Assert.Equal((Client, "hello"), await _served.Task);
        Assert.False(connection.Aborted);
    }

    [Fact]
    public async Task A_health_check_of_the_balancer_keeps_the_balancers_address()
    {
        var (_, run) = Start(Balancer);
        await SendAsync(ProxyHeaders.Raw(ProxyHeaders.Local, 0, []));
        await _toServer.Writer.CompleteAsync();
        await run;

        Assert.Equal((Balancer, string.Empty), await _served.Task);
    }

    [Fact]
    public async Task A_balancer_seen_over_a_socket_for_both_families_is_known()
    {
        var (_, run) = Start(new IPEndPoint(Balancer.Address.MapToIPv6(), 50_000));
        await SendAsync(ProxyHeaders.Of(Client));
        await _toServer.Writer.CompleteAsync();
        await run;

        Assert.Equal(Client, (await _served.Task).Remote);
    }

    [Fact]
    public async Task A_connection_from_a_balancer_without_a_header_is_ended()
    {
        var (connection, run) = Start(Balancer);
        await SendAsync("{\"type\":\"login\"}\n"u8.ToArray());
        await run;

        Assert.True(connection.Aborted);
        Assert.False(_served.Task.IsCompleted);
    }

    [Fact]
    public async Task So_is_one_that_ends_in_the_middle_of_it()
    {
        var (connection, run) = Start(Balancer);
        await SendAsync(ProxyHeaders.Of(Client)[..20]);
        await _toServer.Writer.CompleteAsync();
        await run;

        Assert.True(connection.Aborted);
        Assert.False(_served.Task.IsCompleted);
    }

    [Fact]
    public async Task So_is_one_whose_header_takes_too_long()
    {
        var (connection, run) = Start(Balancer);
        await SendAsync(ProxyHeaders.Of(Client)[..20]);
        _time.Advance(TimeSpan.FromSeconds(5));
        await run;

        Assert.True(connection.Aborted);
        Assert.False(_served.Task.IsCompleted);
    }

    [Fact]
    public async Task A_balancer_that_only_looks_whether_somebody_listens_is_no_reason_to_warn()
    {
        var (connection, run) = Start(Balancer);
        await _toServer.Writer.CompleteAsync();
        await run;

        Assert.True(connection.Aborted);
        Assert.Equal([LogLevel.Debug], _log.Levels);
    }

    [Fact]
    public async Task A_balancer_that_is_set_up_wrongly_is_warned_of_once_a_minute()
    {
        var middleware = new ProxyMiddleware(ServeAsync, Rule(required: true), _time, _log);
        foreach (var wait in (int[])[0, 30, 31, 0])
        {
            _time.Advance(TimeSpan.FromSeconds(wait));
            await middleware.OnConnectionAsync(new Connection(new Duplex(_toServer.Reader)) { RemoteEndPoint = Stranger });
        }

        Assert.Equal(2, _log.Levels.Count(static level => level == LogLevel.Warning));
    }

    [Fact]
    public async Task Who_comes_from_elsewhere_is_served_under_his_own_address_and_his_header_is_not_believed()
    {
        var header = ProxyHeaders.Of(Client);
        var (_, run) = Start(Stranger);
        await SendAsync(header);
        await _toServer.Writer.CompleteAsync();
        await run;

        Assert.Equal((Stranger, Encoding.Latin1.GetString(header)), await _served.Task);
    }

    [Fact]
    public async Task Who_comes_from_elsewhere_is_disconnected_if_the_header_is_required()
    {
        var (connection, run) = Start(Stranger, required: true);
        await run;

        Assert.True(connection.Aborted);
        Assert.False(_served.Task.IsCompleted);
    }

    private (Connection Connection, Task Run) Start(EndPoint remote, bool required = false)
    {
        var connection = new Connection(new Duplex(_toServer.Reader)) { RemoteEndPoint = remote };
        return (connection, new ProxyMiddleware(ServeAsync, Rule(required), _time, _log).OnConnectionAsync(connection));
    }

    private static ProxyRule Rule(bool required) => new([IPNetwork.Parse("10.0.0.0/8")], required, TimeSpan.FromSeconds(5));

    private async Task ServeAsync(ConnectionContext connection)
    {
        using var text = new MemoryStream();
        await connection.Transport.Input.CopyToAsync(text, TestContext.Current.CancellationToken);
        _served.SetResult((connection.RemoteEndPoint, Encoding.Latin1.GetString(text.ToArray())));
    }

    private async Task SendAsync(params byte[] bytes) =>
        await _toServer.Writer.WriteAsync(bytes, TestContext.Current.CancellationToken);

    private sealed class Connection(IDuplexPipe pipe) : DefaultConnectionContext("1", pipe, pipe)
    {
        public bool Aborted { get; private set; }

        public override void Abort(ConnectionAbortedException abortReason) => Aborted = true;
    }

    private sealed class Duplex(PipeReader input) : IDuplexPipe
    {
        public PipeReader Input { get; } = input;

        public PipeWriter Output { get; } = new Pipe().Writer;
    }
}
