using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using OrleansIm.Support.Servers;

namespace OrleansIm.Support.Wire;

/// <summary>
/// A client of the native dialect that shows every frame as it came. One loop reads; requests wait for the answer that
/// names their id; anything else can be waited for by a condition, never by time.
/// </summary>
public sealed class WireClient : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(120);

    /// <summary>
    /// Longer than a server takes that is well. One that has waited for itself in vain, as on a machine that stood, asks its
    /// clients to come again, and the contract tells them to; what is refused at once is no matter of the machine.
    /// </summary>
    private static readonly TimeSpan Slow = TimeSpan.FromSeconds(2);

    private readonly IFrameTransport _transport;
    private readonly LoginOptions _options;
    private readonly SemaphoreSlim _writing = new(1, 1);
    private readonly CancellationTokenSource _stop = new();
    private readonly long _born = Stopwatch.GetTimestamp();
    private readonly Lock _gate = new();
    private readonly List<WireFrame> _frames = [];
    private readonly Dictionary<string, TaskCompletionSource<WireFrame>> _pending = [];
    private readonly TaskCompletionSource<WireFrame?> _closed = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly Task _reading;
    private TaskCompletionSource _changed = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private WireFrame? _close;
    private long _ids;

    public WireClient(IFrameTransport transport, LoginOptions? options = null)
    {
        _transport = transport;
        _options = options ?? new LoginOptions();
        _reading = ReadAllAsync();
    }

    public string User { get; private set; } = "(not logged in)";

    public string Device => _options.Device;

    /// <summary>How long it is connected.</summary>
    public TimeSpan Age => Stopwatch.GetElapsedTime(_born);

    /// <summary>The process it is connected to.</summary>
    public string Through { get; private set; } = "(unknown)";

    /// <summary>The receipt of the login.</summary>
    public WireFrame Receipt { get; private set; } = null!;

    /// <summary>Completes when the connection has ended, with the server's close frame or null if it said nothing.</summary>
    public Task<WireFrame?> Closed => _closed.Task;

    public bool IsOpen => !_closed.Task.IsCompleted;

    /// <exception cref="WaitException">The connection has ended.</exception>
    public void EnsureOpen()
    {
        if (!IsOpen)
        {
            throw Ended("that a request could be sent");
        }
    }

    public static async Task<WireClient> ConnectAsync(ServerProcess server, LoginOptions? options = null)
    {
        options ??= new LoginOptions();
        return new WireClient(await Connecting.TransportAsync(server, options.Framing), options) { Through = server.Name };
    }

    public static async Task<WireClient> LoginAsync(ServerProcess server, string user, LoginOptions? options = null)
    {
        options ??= new LoginOptions();
        options = options.Token is null ? options with { Token = server.TokenFor(user) } : options;
        for (var begun = Stopwatch.GetTimestamp(); ;)
        {
            var tried = Stopwatch.GetTimestamp();
            var client = await ConnectAsync(server, options);
            client.User = user;
            try
            {
                var answer = await client.RequestAsync(client.LoginFrame());
                client.Receipt = answer.IsError ? throw new WaitException($"The login of {user} was refused: {answer}") : answer;
                return client;
            }
            catch (WaitException) when (client.MayComeAgain && IsSlow(tried) && Stopwatch.GetElapsedTime(begun) < Patience)
            {
                await client.DisposeAsync();
                await Task.Delay(RetryAfter(client._close!));
            }
            catch
            {
                await client.DisposeAsync();
                throw;
            }
        }
    }

    /// <summary>Logs in a second browser tab's worth of the same user: short for another device.</summary>
    public static Task<WireClient> LoginAsync(ServerProcess server, string user, string device, string deviceClass = "mobile") =>
        LoginAsync(server, user, new LoginOptions { Device = device, Class = deviceClass });

    /// <summary>The login frame for this client's options.</summary>
    public JsonObject LoginFrame() => _options.ToFrame();

    /// <summary>Sends a request and gives its one answer, receipt or error. An id is added unless the frame has one.</summary>
    public Task<WireFrame> RequestAsync(object frame) => RequestAsync(JsonSerializer.SerializeToNode(frame)!.AsObject());

    public async Task<WireFrame> RequestAsync(JsonObject frame)
    {
        var id = frame["id"]?.GetValue<string>();
        if (id is null)
        {
            id = Interlocked.Increment(ref _ids).ToString(CultureInfo.InvariantCulture);
            frame["id"] = id;
        }

        var bytes = JsonSerializer.SerializeToUtf8Bytes(frame);
        for (var begun = Stopwatch.GetTimestamp(); ;)
        {
            var tried = Stopwatch.GetTimestamp();
            var answer = await RequestRawAsync(id, bytes);
            if (answer is not { IsError: true, Code: "busy" } || !IsSlow(tried) || Stopwatch.GetElapsedTime(begun) > Patience)
            {
                return answer;
            }

            await Task.Delay(RetryAfter(answer));
        }
    }

    /// <summary>As it stands on the wire; <paramref name="id"/> is the one inside the frame.</summary>
    public async Task<WireFrame> RequestRawAsync(string id, byte[] frame)
    {
        var answer = new TaskCompletionSource<WireFrame>(TaskCreationOptions.RunContinuationsAsynchronously);
        lock (_gate)
        {
            _pending[id] = answer;
        }

        EnsureOpen();
        await WriteAsync(frame);
        try
        {
            return await answer.Task.WaitAsync(_options.Patience);
        }
        catch (TimeoutException)
        {
            throw Ended($"the answer to request {id}");
        }
    }

    public Task SendFrameAsync(object frame) => WriteAsync(JsonSerializer.SerializeToUtf8Bytes(frame));

    public async Task WriteAsync(ReadOnlyMemory<byte> frame)
    {
        await _writing.WaitAsync(_stop.Token);
        try
        {
            await _transport.WriteAsync(frame, _stop.Token);
        }
        finally
        {
            _writing.Release();
        }
    }

    /// <summary>All frames so far, the oldest first.</summary>
    public IReadOnlyList<WireFrame> Frames()
    {
        lock (_gate)
        {
            return [.. _frames];
        }
    }

    /// <summary>The first frame from place <paramref name="from"/> on for which the condition holds, now or later.</summary>
    public async Task<WireFrame> WaitForAsync(string what, Func<WireFrame, bool> condition, int from = 0)
    {
        WireFrame? found = null;
        await UntilAsync(what, frames => (found = frames.Skip(from).FirstOrDefault(condition)) is not null);
        return found!;
    }

    /// <summary>Waits until the condition holds over all frames.</summary>
    public async Task UntilAsync(string what, Func<IReadOnlyList<WireFrame>, bool> condition)
    {
        using var limit = new CancellationTokenSource(Patience);
        while (true)
        {
            Task changed;
            lock (_gate)
            {
                changed = _changed.Task;
            }

            if (condition(Frames()))
            {
                return;
            }

            if (_closed.Task.IsCompleted && changed.IsCompleted)
            {
                throw Ended(what);
            }

            try
            {
                await changed.WaitAsync(limit.Token);
            }
            catch (OperationCanceledException)
            {
                throw Ended(what);
            }
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await _reading;
        await _transport.DisposeAsync();
    }

    /// <summary>It was sent away because the server could not, and not for what it is.</summary>
    private bool MayComeAgain => _close is { Code: "internal" or "login_timeout" } close && close.Flag("retry");

    private static bool IsSlow(long since) => Stopwatch.GetElapsedTime(since) > Slow;

    private static TimeSpan RetryAfter(WireFrame answer) =>
        TimeSpan.FromMilliseconds(answer.Has("retryAfter") ? answer.Number("retryAfter") : 100);

    private WaitException Ended(string what)
    {
        var frames = Frames();
        var last = string.Join('\n', frames.Skip(Math.Max(0, frames.Count - 20)).Select(f => "  " + f.ToString()));
        var state = _closed.Task.IsCompleted ? $"connection ended ({_close?.ToString() ?? "no close frame"})" : "connection open";
        return new WaitException($"{User} on {Device} waited in vain for {what}; {state}. Last of {frames.Count} frames:\n{last}");
    }

    private async Task ReadAllAsync()
    {
        try
        {
            while (!(_options.LeaveOnClose && _close is not null) && await _transport.ReadAsync(_stop.Token) is { } bytes)
            {
                using var document = JsonDocument.Parse(bytes);
                await TakeAsync(new WireFrame(document.RootElement.Clone()));
            }
        }
        catch (Exception e) when (e is IOException or OperationCanceledException or ObjectDisposedException
            or System.Net.Sockets.SocketException or System.Net.WebSockets.WebSocketException)
        {
            // The end of the connection is what Closed tells; how the socket put it is of no interest here.
        }
        finally
        {
            End();
        }
    }

    private async Task TakeAsync(WireFrame frame)
    {
        _options.OnFrame?.Invoke(frame);
        if (_options.AutoAck && frame.Type is "messages" or "offline")
        {
            // Before anybody hears of the frame, so that whatever a test does next comes after the acknowledgement.
            await AckAsync(frame);
        }

        TaskCompletionSource<WireFrame>? request = null;
        TaskCompletionSource changed;
        lock (_gate)
        {
            if (_options.KeepFrames)
            {
                _frames.Add(frame);
            }

            if (frame.Type == "close")
            {
                _close = frame;
            }

            if (frame.Re is { } re && frame.Type is "receipt" or "error")
            {
                _pending.Remove(frame.Re!, out request);
            }

            changed = _changed;
            _changed = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        }

        request?.TrySetResult(frame);
        changed.TrySetResult();
    }

    private async Task AckAsync(WireFrame frame)
    {
        var highest = frame.Messages().GroupBy(message => message.Conversation)
            .Select(group => new { conversation = group.Key, seq = group.Max(message => message.Seq) }).ToArray();
        if (highest.Length > 0)
        {
            try
            {
                await SendFrameAsync(new { type = "ack", items = highest });
            }
            catch (Exception e) when (e is IOException or System.Net.Sockets.SocketException or System.Net.WebSockets.WebSocketException)
            {
                // The server has hung up. What it said before that, its close frame above all, is still to be read.
            }
        }
    }

    private void End()
    {
        List<TaskCompletionSource<WireFrame>> waiting;
        TaskCompletionSource changed;
        lock (_gate)
        {
            waiting = [.. _pending.Values];
            _pending.Clear();
            changed = _changed;
        }

        _closed.TrySetResult(_close);
        changed.TrySetResult();
        foreach (var request in waiting)
        {
            request.TrySetException(new WaitException($"The connection of {User} ended before the answer: {_close?.ToString() ?? "no close frame"}"));
            _ = request.Task.Exception;
        }
    }
}
