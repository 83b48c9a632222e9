using System.Buffers;
using BenchmarkDotNet.Attributes;
using OrleansIm.Protocol.Framing;

namespace OrleansIm.Micro.Framing;

/// <summary>Cuts 1,000 glued frames of 100 bytes; the figure is per frame. Bar: no allocation, 333 ns (300 MB/s on one core).</summary>
public class FrameReaderBenchmarks
{
    private const int Frames = 1000;
    private const int FrameLength = 100;
    private const int SegmentLength = 4096;

    private ReadOnlySequence<byte> _stream;

    [Params(FramingKind.Lines, FramingKind.LengthPrefix)]
    public FramingKind Kind { get; set; }

    /// <summary>True: in blocks of 4 KiB as a pipe hands them out; false: in one block.</summary>
    [Params(false, true)]
    public bool Segmented { get; set; }

    [GlobalSetup]
    public void Glue()
    {
        var output = new ArrayBufferWriter<byte>();
        var frame = new byte[FrameLength];
        Array.Fill(frame, (byte)'x');
        frame[0] = (byte)'{';
        for (var i = 0; i < Frames; i++)
        {
            FrameWriter.Write(Kind, frame, output);
        }

        _stream = Segmented ? Block.Chain(output.WrittenMemory, SegmentLength) : new ReadOnlySequence<byte>(output.WrittenMemory);
    }

    [Benchmark(OperationsPerInvoke = Frames)]
    public int Read()
    {
        var reader = new FrameReader(FrameReader.DefaultMaxFrame, Kind);
        var buffer = _stream;
        var count = 0;
        while (reader.TryRead(ref buffer, out _) == FrameStatus.Frame)
        {
            count++;
        }

        return count == Frames ? count : throw new InvalidOperationException($"{count} frames.");
    }
}
