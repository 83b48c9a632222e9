using System.Buffers;
using OrleansIm.Protocol.Frames.Client;
using OrleansIm.Protocol.Frames.Server;

namespace OrleansIm.Protocol.Codec;

/// <summary>One dialect: bytes of one whole frame to a record and back. Knows no socket, no session and no other dialect.</summary>
public interface IFrameCodec
{
    /// <summary>
    /// Reads one frame. Never throws for anything a client can send: what is no frame comes back as
    /// <see cref="BrokenFrame"/>, what is no valid request as <see cref="RefusedFrame"/>.
    /// </summary>
    ClientFrame Read(in ReadOnlySequence<byte> frame);

    /// <summary>
    /// Writes a server frame as one or more whole JSON texts, each handed to <paramref name="output"/> by its own
    /// <see cref="IFrameSink.BeginFrame"/> and <see cref="IFrameSink.EndFrame"/>. May write none where the dialect has no word for it.
    /// </summary>
    void Write(ServerFrame frame, IFrameSink output);
}
