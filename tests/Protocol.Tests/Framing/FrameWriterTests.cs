using System.Buffers;
using OrleansIm.Protocol.Codec;
using OrleansIm.Protocol.Framing;
using OrleansIm.Protocol.Tests.Support;

namespace OrleansIm.Protocol.Tests.Framing;

public sealed class FrameWriterTests
{
    [Theory]
    [InlineData(FramingKind.Lines, "{}\n")]
    [InlineData(FramingKind.LengthPrefix, "\0\0\0\u0002{}")]
    [InlineData(FramingKind.Undecided, "{}")]
    public void A_text_gets_the_framing_of_its_connection(FramingKind kind, string expected)
    {
        var output = new ArrayBufferWriter<byte>();
        FrameWriter.Write(kind, "{}"u8, output);
        Assert.Equal(Wire.Bytes(expected), output.WrittenSpan.ToArray());
    }

    [Theory]
    [InlineData(FramingKind.Lines)]
    [InlineData(FramingKind.LengthPrefix)]
    [InlineData(FramingKind.Undecided)]
    public void A_frame_buffer_frames_texts_of_unknown_length_the_same_way(FramingKind kind)
    {
        var expected = new ArrayBufferWriter<byte>();
        using var buffer = new FrameBuffer(kind, 1);
        foreach (var length in new[] { 2, 300, 70_000 })
        {
            var text = Wire.Bytes("{" + new string('x', length - 2) + "}");
            FrameWriter.Write(kind, text, expected);
            buffer.BeginFrame();
            foreach (var part in text.Chunk(97))
            {
                buffer.Write(part);
            }

            buffer.EndFrame();
        }

        Assert.Equal(expected.WrittenSpan.ToArray(), buffer.Written.ToArray());
    }

    [Fact]
    public void A_cleared_frame_buffer_starts_anew()
    {
        using var buffer = new FrameBuffer(FramingKind.Lines);
        buffer.BeginFrame();
        buffer.Write("{}"u8);
        buffer.EndFrame();
        buffer.Clear();
        Assert.Equal(0, buffer.Written.Length);
        Assert.Throws<InvalidOperationException>(buffer.EndFrame);
    }
}
