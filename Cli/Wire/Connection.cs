using System.Buffers;
using System.Collections.Concurrent;
using System.Globalization;
using System.IO.Pipelines;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Threading.Channels;

namespace OrleansIm.Cli.Wire;

/// <summary>
/// One connection: a loop reads frames, gives answers to the requests that wait for them by id, and everything else to whoever
/// reads <see cref="Pushes"/>. Lines, since they can be read by eye when something is wrong.
/// </summary>
internal sealed class Connection : IAsyncDisposable
{
    private const int LongestFrame = 512 * 1024;

    private readonly Stream _stream;
    private readonly TimeSpan _patience;
    private readonly TimeProvider _time;
    private readonly PipeReader _reader;
    private readonly SemaphoreSlim _writing = new(1, 1);
    private readonly ConcurrentDictionary<string, TaskCompletionSource<JsonElement>> _pending = new(StringComparer.Ordinal);
    private readonly Channel<JsonElement> _pushes = Channel.CreateUnbounded<JsonElement>();
    private readonly CancellationTokenSource _ended = new();
    private readonly Task _reading;
    private long _ids;

    public Connection(Stream stream, TimeSpan patience, TimeProvider time)
    {
        _stream = stream;
        _patience = patience;
        _time = time;
        _reader = PipeReader.Create(stream);
        LastHeard = time.GetTimestamp();
        _reading = ReadAllAsync();
    }

    /// <summary>Frames that answer nothing, in order; completes when the connection has ended.</summary>
    public ChannelReader<JsonElement> Pushes => _pushes.Reader;

    /// <summary>What the server said when it ended the connection; null if it said nothing.</summary>
    public ServerClose? Close { get; private set; }

    /// <summary>The first byte that came, by which another protocol can be told; null before that.</summary>
    public byte? FirstByte { get; private set; }

    /// <summary>When the last frame came, as a time stamp of the clock given.</summary>
    public long LastHeard { get; private set; }

    /// <summary>Cancelled when the connection has ended.</summary>
    public CancellationToken Ended => _ended.Token;

    /// <summary>Sends a request and gives its receipt; throws <see cref="RefusedException"/> for an error.</summary>
    public async Task<JsonElement> RequestAsync(JsonObject frame, CancellationToken cancellation)
    {
        var id = Interlocked.Increment(ref _ids).ToString(CultureInfo.InvariantCulture);
        frame["id"] = id;
        var waiting = new TaskCompletionSource<JsonElement>(TaskCreationOptions.RunContinuationsAsynchronously);
        _pending[id] = waiting;
        try
        {
            await SendAsync(frame, cancellation);
            using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellation, _ended.Token);
            var answer = await waiting.Task.WaitAsync(_patience, _time, either.Token);
            return answer.TextOf("type") == "error" ? throw new RefusedException(answer) : answer;
        }
        catch (TimeoutException e)
        {
            throw new ConnectionLostException("The server did not answer in time.", e);
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            throw new ConnectionLostException(Close?.Message ?? "The connection ended.");
        }
        finally
        {
            _pending.TryRemove(id, out _);
        }
    }

    /// <summary>Sends a frame that gets no answer.</summary>
    public async Task SendAsync(JsonObject frame, CancellationToken cancellation)
    {
        var bytes = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(bytes))
        {
            frame.WriteTo(writer);
        }

        bytes.Write("\n"u8);
        await _writing.WaitAsync(cancellation);
        try
        {
            await _stream.WriteAsync(bytes.WrittenMemory, cancellation);
        }
        catch (Exception e) when (e is IOException or ObjectDisposedException)
        {
            throw new ConnectionLostException(Close?.Message ?? "The connection ended.", e);
        }
        finally
        {
            _writing.Release();
        }
    }

    /// <summary>Ends the connection from this side.</summary>
    public ValueTask CutAsync() => _stream.DisposeAsync();

    public async ValueTask DisposeAsync()
    {
        await _stream.DisposeAsync();
        await _reading;
        _ended.Dispose();
    }

    private async Task ReadAllAsync()
    {
        Exception? failure = null;
        try
        {
            // After a close nothing comes any more, and the server waits for this side to go.
            while (Close is null && await NextAsync() is { } frame)
            {
                Take(frame);
            }
        }
        catch (Exception e) when (e is IOException or ObjectDisposedException or OperationCanceledException or JsonException or InvalidDataException)
        {
            failure = e;
        }

        _pushes.Writer.TryComplete();
        await _ended.CancelAsync();
        await _reader.CompleteAsync(failure);
    }

    private void Take(JsonElement frame)
    {
        LastHeard = _time.GetTimestamp();
        var type = frame.TextOf("type");
        if (type == "close")
        {
            Close = ServerClose.From(frame);
        }
        else if (type is "receipt" or "error" && frame.TextOf("re") is { } re)
        {
            if (_pending.TryRemove(re, out var waiting))
            {
                waiting.TrySetResult(frame);
            }
        }
        else
        {
            _pushes.Writer.TryWrite(frame);
        }
    }

    private async Task<JsonElement?> NextAsync()
    {
        while (true)
        {
            var read = await _reader.ReadAsync();
            FirstByte ??= read.Buffer.IsEmpty ? null : read.Buffer.FirstSpan[0];
            if (read.Buffer.PositionOf((byte)'\n') is { } end)
            {
                using var document = JsonDocument.Parse(read.Buffer.Slice(0, end));
                var frame = document.RootElement.Clone();
                _reader.AdvanceTo(read.Buffer.GetPosition(1, end));
                return frame;
            }

            if (read.IsCompleted)
            {
                return null;
            }

            if (read.Buffer.Length > LongestFrame)
            {
                throw new InvalidDataException("The server sent a frame without an end.");
            }

            _reader.AdvanceTo(read.Buffer.Start, read.Buffer.End);
        }
    }
}
