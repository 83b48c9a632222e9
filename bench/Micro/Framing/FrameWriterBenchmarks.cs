using BenchmarkDotNet.Attributes;
using OrleansIm.Protocol.Codec;
using OrleansIm.Protocol.Framing;

namespace OrleansIm.Micro.Framing;

/// <summary>Frames a text of 100 bytes into a buffer that is used again.</summary>
public class FrameWriterBenchmarks
{
    private readonly byte[] _text = new byte[100];
    private FrameBuffer _buffer = null!;

    [Params(FramingKind.Lines, FramingKind.LengthPrefix)]
    public FramingKind Kind { get; set; }

    [GlobalSetup]
    public void Open() => _buffer = new FrameBuffer(Kind);

    [GlobalCleanup]
    public void Close() => _buffer.Dispose();

    [Benchmark]
    public int Write()
    {
        _buffer.Clear();
        FrameWriter.Write(Kind, _text, _buffer);
        return _buffer.Written.Length;
    }
}
