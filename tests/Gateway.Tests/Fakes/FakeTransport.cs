using System.Net;
using System.Text;
using System.Text.Json;
using System.Threading.Channels;
using OrleansIm.Gateway.Connections;

namespace OrleansIm.Gateway.Tests.Fakes;

/// <summary>A socket that writes down what it is given, can be made to wait, and can break.</summary>
internal sealed class FakeTransport : ITransport
{
    private readonly Channel<byte[]> _writes = Channel.CreateUnbounded<byte[]>();
    private readonly Queue<string> _lines = new();
    private TaskCompletionSource? _blocked;

    public EndPoint? Remote => null;

    public bool Broken { get; set; }

    public bool Aborted { get; private set; }

    public int Writes { get; private set; }

    public void Block() => _blocked = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);

    public void Unblock() => Interlocked.Exchange(ref _blocked, null)!.SetResult();

    public async ValueTask WriteAsync(ReadOnlyMemory<byte> framed)
    {
        Writes++;
        if (Broken)
        {
            throw new IOException("The client is gone.");
        }

        await _writes.Writer.WriteAsync(framed.ToArray());
        if (_blocked is { } blocked)
        {
            await blocked.Task;
        }
    }

    public void Abort() => Aborted = true;

    /// <summary>The bytes of the next write.</summary>
    public ValueTask<byte[]> NextWriteAsync() =>
        Patient.ForAsync("something written to the client", _writes.Reader.ReadAsync(TestContext.Current.CancellationToken));

    /// <summary>The next frame of a connection with lines.</summary>
    public async Task<JsonElement> NextFrameAsync()
    {
        while (_lines.Count == 0)
        {
            foreach (var line in Encoding.UTF8.GetString(await NextWriteAsync()).Split('\n', StringSplitOptions.RemoveEmptyEntries))
            {
                _lines.Enqueue(line);
            }
        }

        return JsonDocument.Parse(_lines.Dequeue()).RootElement;
    }

    public bool HasMore => _lines.Count > 0 || _writes.Reader.Count > 0;
}
