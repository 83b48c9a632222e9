using System.Buffers;
using System.Text;
using System.Text.Json;
using OrleansIm.Domain;
using OrleansIm.Protocol.Codec.Native;
using OrleansIm.Protocol.Frames.Client;
using OrleansIm.Protocol.Frames.Server;
using OrleansIm.Protocol.Json;

namespace OrleansIm.Protocol.Codec;

/// <summary>Version 2 of the wire, the native dialect. Stateless: one serves all connections.</summary>
public sealed class NativeCodec : IFrameCodec
{
    private const int LongestType = 64;

    /// <summary>The request types this dialect knows.</summary>
    public static IReadOnlyCollection<string> RequestTypes => RequestCatalog.Types;

    public ClientFrame Read(in ReadOnlySequence<byte> frame)
    {
        using var bytes = new FrameBytes(frame);
        return bytes.IsUtf8 ? Read(bytes.Span) : Broken("Not UTF-8.");
    }

    public void Write(ServerFrame frame, IFrameSink output)
    {
        output.BeginFrame();
        var json = new JsonOut(output);
        ServerFrameJson.Write(frame, ref json);
        json.Flush();
        output.EndFrame();
    }

    /// <summary>An upper bound of the bytes that <see cref="Write"/> makes of the frame; for keeping pages below the frame limit.</summary>
    public static long EstimateSize(ServerFrame frame) => ServerFrameSize.Of(frame);

    private static ClientFrame Read(ReadOnlySpan<byte> json)
    {
        switch (Fields.Scan(json, NativeFields.Table, out var fields))
        {
            case ScanResult.Malformed: return Broken("Not a JSON text of at most 16 levels.");
            case ScanResult.NotObject: return Broken("Not a JSON object.");
            case ScanResult.Duplicate: return new RefusedFrame(IdOf(ref fields), ErrorCode.Invalid, "A field stands there twice.");
        }

        var id = fields.Token(NativeFields.Id);
        if (fields.Fault.IsSet)
        {
            return new RefusedFrame(null, ErrorCode.Invalid, fields.Fault.Message);
        }

        if (fields.TokenOf(NativeFields.Type) != JsonTokenType.String)
        {
            return new RefusedFrame(id, ErrorCode.Invalid, "'type' is missing or no string.");
        }

        var reader = FindReader(ref fields);
        if (reader is null)
        {
            return new RefusedFrame(id, ErrorCode.UnknownType, "This type is not known here.");
        }

        var frame = reader(ref fields, id);
        return fields.Fault.IsSet ? new RefusedFrame(id, fields.Fault.Code, fields.Fault.Message) : frame;
    }

    private static RequestReader? FindReader(ref Fields fields)
    {
        var raw = fields.RawOf(NativeFields.Type)[1..^1];
        if (raw.Length > LongestType || raw.Contains((byte)'\\'))
        {
            return JsonValue.TryString(fields.RawOf(NativeFields.Type), out var text) ? RequestCatalog.Find(text) : null;
        }

        Span<char> type = stackalloc char[LongestType];
        return RequestCatalog.Find(type[..Encoding.UTF8.GetChars(raw, type)]);
    }

    // If it is the id that stands there twice this is the last of them, as most JSON readers would have it.
    private static string? IdOf(ref Fields fields)
    {
        var id = fields.Token(NativeFields.Id);
        return fields.Fault.IsSet ? null : id;
    }

    private static BrokenFrame Broken(string message) => new(CloseCode.BadFrame, message);
}
