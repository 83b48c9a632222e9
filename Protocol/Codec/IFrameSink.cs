using System.Buffers;

namespace OrleansIm.Protocol.Codec;

/// <summary>Where a codec puts frames. The framing (line end, length prefix) is the sink's business.</summary>
public interface IFrameSink : IBufferWriter<byte>
{
    void BeginFrame();

    void EndFrame();
}
