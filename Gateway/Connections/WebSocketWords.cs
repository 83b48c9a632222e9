using OrleansIm.Domain;
using OrleansIm.Protocol.Codec;
using OrleansIm.Protocol.Frames.Server;
using OrleansIm.Protocol.Framing;

namespace OrleansIm.Gateway.Connections;

/// <summary>What is said below the framework's WebSocket, as the bytes of a whole text message.</summary>
internal static class WebSocketWords
{
    private const byte TextHead = 0x81;
    private const int LongestShort = 125;

    /// <summary>The client has sent what WebSocket itself forbids.</summary>
    public static readonly byte[] BadFrame = Of(new CloseFrame(
        CloseCode.BadFrame, "This is no UTF-8, or against the WebSocket standard.", Retry: false));

    private static byte[] Of(CloseFrame reason)
    {
        using var buffer = new FrameBuffer(FramingKind.LengthPrefix);
        new NativeCodec().Write(reason, buffer);
        var text = buffer.Written.Span[sizeof(int)..];
        return text.Length <= LongestShort
            ? [TextHead, (byte)text.Length, .. text]
            : throw new InvalidOperationException("A reason below the WebSocket has to be a short one.");
    }
}
