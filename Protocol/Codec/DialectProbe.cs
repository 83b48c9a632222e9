using System.Buffers;
using OrleansIm.Protocol.Json;

namespace OrleansIm.Protocol.Codec;

/// <summary>Tells by a connection's first frame which dialect it speaks.</summary>
public static class DialectProbe
{
    private static readonly FieldTable Table = new("type", "versionCode", "fromUserID", "messageType", "beatID");

    /// <summary>
    /// True for an object without <c>type</c> that has a field which only version 1 has. Anything else, broken frames
    /// included, is version 2's business.
    /// </summary>
    public static bool IsVersion1(in ReadOnlySequence<byte> firstFrame)
    {
        using var bytes = new FrameBytes(firstFrame);
        return bytes.IsUtf8
            && Fields.Scan(bytes.Span, Table, out var fields) is ScanResult.Ok or ScanResult.Duplicate
            && !fields.Has(0)
            && (fields.Has(1) || fields.Has(2) || fields.Has(3) || fields.Has(4));
    }
}
