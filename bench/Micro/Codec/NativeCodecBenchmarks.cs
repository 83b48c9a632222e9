using System.Buffers;
using BenchmarkDotNet.Attributes;
using OrleansIm.Domain.Messages;
using OrleansIm.Protocol.Codec;
using OrleansIm.Protocol.Frames.Client;
using OrleansIm.Protocol.Frames.Server;
using OrleansIm.Protocol.Framing;
using OrleansIm.Protocol.Messages;

namespace OrleansIm.Micro.Codec;

/// <summary>What a message costs at the edge: read from the sender, encoded once, written to each receiver.</summary>
public class NativeCodecBenchmarks
{
    private readonly NativeCodec _codec = new();
    private readonly FrameBuffer _buffer = new(FramingKind.Lines);
    private readonly MessagesPush _push = new([MessageJson.ToItem(Samples.Entry)]);
    private readonly SendReceipt _receipt = new("1234", "d:alice:bob", 4200, 1_493_222_400_123, false);
    private readonly ReadOnlySequence<byte> _send = new(Samples.Send);
    private readonly ReadOnlySequence<byte> _ack = new(Samples.Ack);
    private readonly ReadOnlySequence<byte> _beat = new(Samples.Heartbeat);

    [Benchmark]
    public ClientFrame ReadSend() => _codec.Read(_send);

    [Benchmark]
    public ClientFrame ReadAck() => _codec.Read(_ack);

    [Benchmark]
    public ClientFrame ReadHeartbeat() => _codec.Read(_beat);

    [Benchmark]
    public byte[] EncodeMessage() => MessageJson.Encode(Samples.Entry);

    [Benchmark]
    public MessageItem Downgrade() => MessageJson.Downgrade(_push.Items[0]);

    [Benchmark]
    public int WritePush() => Write(_push);

    [Benchmark]
    public int WriteSendReceipt() => Write(_receipt);

    private int Write(ServerFrame frame)
    {
        _buffer.Clear();
        _codec.Write(frame, _buffer);
        return _buffer.Written.Length;
    }
}
