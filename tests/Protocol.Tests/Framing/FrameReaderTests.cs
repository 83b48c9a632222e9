using System.Buffers;
using System.Buffers.Binary;
using CsCheck;
using OrleansIm.Protocol.Framing;
using OrleansIm.Protocol.Tests.Support;

namespace OrleansIm.Protocol.Tests.Framing;

public sealed class FrameReaderTests
{
    private const int Limit = 64;

    private static readonly Gen<byte[]> LineBody =
        Gen.Byte.Where(value => value is not (byte)'\n' and not (byte)'\r').Array[0, Limit - 1]
            .Select(rest => (byte[])[(byte)'{', .. rest]);

    private static readonly Gen<byte[]> PrefixBody = Gen.Byte.Array[1, Limit];

    [Fact]
    public void Every_split_of_every_glued_stream_of_lines_gives_the_same_frames() =>
        Gen.Select(LineBody.Array[0, 6], Gen.Int[0, 3].Array[7], Gen.Int[1, 9].Array[1, 40]).Sample((frames, ends, cuts) =>
        {
            var stream = new List<byte>();
            for (var i = 0; i < frames.Length; i++)
            {
                stream.AddRange(frames[i]);
                stream.AddRange(ends[i] switch
                {
                    0 => "\n"u8,
                    1 => "\r\n"u8,
                    2 => "\n\n"u8,
                    _ => "\r\n\r\n\n"u8,
                });
            }

            AssertFrames(frames, ReadAll([.. stream], cuts, out var status));
            Assert.Equal(FrameStatus.NeedMore, status);
        });

    [Fact]
    public void Every_split_of_every_glued_stream_of_prefixed_frames_gives_the_same_frames() =>
        Gen.Select(PrefixBody.Array[0, 6], Gen.Int[1, 9].Array[1, 40]).Sample((frames, cuts) =>
        {
            var stream = frames.SelectMany(frame => (byte[])[.. Prefix(frame.Length), .. frame]).ToArray();
            AssertFrames(frames, ReadAll(stream, cuts, out var status));
            Assert.Equal(FrameStatus.NeedMore, status);
        });

    [Fact]
    public void A_byte_at_a_time_gives_the_same_frames()
    {
        var stream = Wire.Bytes("{\"a\":1}\r\n\n{\"b\":2}\n{\"c");
        var frames = ReadAll(stream, [1], out var status);
        Assert.Equal(["{\"a\":1}", "{\"b\":2}"], frames.Select(System.Text.Encoding.UTF8.GetString));
        Assert.Equal(FrameStatus.NeedMore, status);
    }

    [Theory]
    [InlineData(Limit, "\n", FrameStatus.Frame)]
    [InlineData(Limit, "\r\n", FrameStatus.Frame)]
    [InlineData(Limit, "\r", FrameStatus.NeedMore)]
    [InlineData(Limit, "", FrameStatus.NeedMore)]
    [InlineData(Limit + 1, "", FrameStatus.TooLarge)]
    [InlineData(Limit + 1, "\n", FrameStatus.TooLarge)]
    [InlineData(Limit + 1, "\r\n", FrameStatus.TooLarge)]
    [InlineData(Limit, "\r\r", FrameStatus.TooLarge)]
    [InlineData(Limit * 100, "", FrameStatus.TooLarge)]
    public void A_line_may_be_as_long_as_the_limit_and_not_a_byte_longer(int length, string end, FrameStatus expected)
    {
        foreach (var piece in new[] { 1, 7, Limit, 100_000 })
        {
            var reader = new FrameReader(Limit);
            var buffer = Wire.InPieces(Wire.Bytes("{" + new string('x', length - 1) + end), piece);
            Assert.Equal(expected, reader.TryRead(ref buffer, out var frame));
            Assert.Equal(expected == FrameStatus.Frame ? length : 0, frame.Length);
        }
    }

    [Theory]
    [InlineData(1, FrameStatus.NeedMore)]
    [InlineData(Limit, FrameStatus.NeedMore)]
    [InlineData(Limit + 1, FrameStatus.TooLarge)]
    [InlineData(int.MaxValue, FrameStatus.TooLarge)]
    [InlineData(-1, FrameStatus.TooLarge)]
    [InlineData(int.MinValue, FrameStatus.TooLarge)]
    [InlineData(0, FrameStatus.BadFrame)]
    public void A_length_is_judged_as_soon_as_its_four_bytes_are_there(int length, FrameStatus expected)
    {
        foreach (var piece in new[] { 1, 2, 4 })
        {
            var reader = new FrameReader(Limit, FramingKind.LengthPrefix);
            var buffer = Wire.InPieces(Prefix(length), piece);
            var three = buffer.Slice(0, 3);
            Assert.Equal(FrameStatus.NeedMore, reader.TryRead(ref three, out _));
            Assert.Equal(expected, reader.TryRead(ref buffer, out _));
        }
    }

    [Theory]
    [InlineData((byte)'{', FramingKind.Lines)]
    [InlineData((byte)0, FramingKind.LengthPrefix)]
    public void The_first_byte_picks_the_framing(byte first, FramingKind expected)
    {
        var reader = new FrameReader();
        var buffer = new ReadOnlySequence<byte>([first]);
        Assert.Equal(FramingKind.Undecided, reader.Kind);
        Assert.Equal(FrameStatus.NeedMore, reader.TryRead(ref buffer, out _));
        Assert.Equal(expected, reader.Kind);
    }

    [Fact]
    public void Any_other_first_byte_is_a_bad_frame()
    {
        for (var first = 1; first < 256; first++)
        {
            if (first != '{')
            {
                var reader = new FrameReader();
                var buffer = new ReadOnlySequence<byte>([(byte)first, (byte)'\n']);
                Assert.Equal(FrameStatus.BadFrame, reader.TryRead(ref buffer, out _));
            }
        }
    }

    [Fact]
    public void A_framing_given_beforehand_is_not_decided_again()
    {
        var reader = new FrameReader(1 << 20, FramingKind.LengthPrefix);
        var buffer = new ReadOnlySequence<byte>([.. Prefix(0x10000), .. new byte[0x10000]]);
        Assert.Equal(FrameStatus.Frame, reader.TryRead(ref buffer, out var frame));
        Assert.Equal(0x10000, frame.Length);

        reader = new FrameReader(Limit, FramingKind.Lines);
        buffer = Wire.Whole("x\n");
        Assert.Equal(FrameStatus.Frame, reader.TryRead(ref buffer, out _));
    }

    [Fact]
    public void A_reader_made_without_its_constructor_has_the_default_limit()
    {
        var reader = default(FrameReader);
        var buffer = Wire.Whole("{" + new string('x', FrameReader.DefaultMaxFrame - 1) + "\n");
        Assert.Equal(FrameStatus.Frame, reader.TryRead(ref buffer, out _));
        buffer = Wire.Whole(new string('x', FrameReader.DefaultMaxFrame + 1));
        Assert.Equal(FrameStatus.TooLarge, reader.TryRead(ref buffer, out _));
    }

    [Fact]
    public void A_failure_is_final()
    {
        var reader = new FrameReader(Limit);
        var bad = Wire.Whole("GET / HTTP/1.1\r\n");
        var good = Wire.Whole("{}\n");
        Assert.Equal(FrameStatus.BadFrame, reader.TryRead(ref bad, out _));
        Assert.Equal(FrameStatus.BadFrame, reader.TryRead(ref good, out _));
    }

    [Fact]
    public void A_partial_line_is_searched_once_however_often_more_arrives()
    {
        var reader = new FrameReader();
        var pieces = Enumerable.Range(0, 100).Select(_ => new CountingMemory("{xxxxxxx"u8.ToArray())).ToArray();
        var memories = pieces.Select(piece => (ReadOnlyMemory<byte>)piece.Memory).ToArray();
        for (var count = 1; count <= pieces.Length; count++)
        {
            var buffer = Wire.Join(memories[..count]);
            Assert.Equal(FrameStatus.NeedMore, reader.TryRead(ref buffer, out _));
        }

        Assert.All(pieces[1..^1], piece => Assert.InRange(piece.Looks, 1, 4));
    }

    [Theory]
    [InlineData(FramingKind.Lines)]
    [InlineData(FramingKind.LengthPrefix)]
    public void Reading_glued_frames_allocates_nothing(FramingKind kind)
    {
        var output = new ArrayBufferWriter<byte>();
        for (var i = 0; i < 100; i++)
        {
            FrameWriter.Write(kind, new byte[100], output);
        }

        var stream = new ReadOnlySequence<byte>(output.WrittenMemory);
        Assert.Equal(100, Count(kind, stream));

        // What the runtime itself does on this thread once in a while is no matter of the reader.
        var least = long.MaxValue;
        for (var i = 0; i < 20; i++)
        {
            var before = GC.GetAllocatedBytesForCurrentThread();
            var frames = Count(kind, stream);
            least = Math.Min(least, GC.GetAllocatedBytesForCurrentThread() - before);
            Assert.Equal(100, frames);
        }

        Assert.Equal(0, least);
    }

    private static int Count(FramingKind kind, ReadOnlySequence<byte> stream)
    {
        var reader = new FrameReader(FrameReader.DefaultMaxFrame, kind);
        var frames = 0;
        while (reader.TryRead(ref stream, out _) == FrameStatus.Frame)
        {
            frames++;
        }

        return frames;
    }

    private static byte[] Prefix(int length)
    {
        var prefix = new byte[4];
        BinaryPrimitives.WriteInt32BigEndian(prefix, length);
        return prefix;
    }

    private static void AssertFrames(byte[][] expected, List<byte[]> actual)
    {
        Assert.Equal(expected.Length, actual.Count);
        for (var i = 0; i < expected.Length; i++)
        {
            Assert.Equal(expected[i], actual[i]);
        }
    }

    /// <summary>Feeds the stream as a pipe would: what was not taken comes again, with the next piece behind it.</summary>
    private static List<byte[]> ReadAll(byte[] stream, int[] cuts, out FrameStatus status)
    {
        var reader = new FrameReader(Limit);
        var frames = new List<byte[]>();
        var pending = new List<ReadOnlyMemory<byte>>();
        var at = 0;
        status = FrameStatus.NeedMore;
        for (var cut = 0; at < stream.Length; cut++)
        {
            var take = Math.Min(cuts[cut % cuts.Length], stream.Length - at);
            pending.Add(stream.AsMemory(at, take));
            at += take;
            var buffer = Wire.Join(pending);
            while ((status = reader.TryRead(ref buffer, out var frame)) == FrameStatus.Frame)
            {
                frames.Add(frame.ToArray());
            }

            pending.Clear();
            foreach (var piece in buffer)
            {
                pending.Add(piece);
            }
        }

        return frames;
    }
}
