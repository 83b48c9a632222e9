using OrleansIm.Domain;
using OrleansIm.Domain.Messages;
using OrleansIm.Protocol.Json;

namespace OrleansIm.Protocol.Messages;

/// <summary>Many messages as the content of one: who wrote what when.</summary>
public static class MergedContent
{
    /// <summary>Makes the content; a code and words if it would be larger or nest deeper than a message may.</summary>
    public static (ErrorCode Code, string? Message) TryMake(
        string title, IReadOnlyList<CopiedMessage> messages, out ReadOnlyMemory<byte> content)
    {
        var scratch = ScratchBuffer.Take();
        var json = new JsonOut(scratch);
        json.Raw("{\"type\":\"merged\",\"title\":"u8);
        json.String(title);
        json.Raw(",\"items\":["u8);
        for (var i = 0; i < messages.Count; i++)
        {
            json.Raw(i == 0 ? "{\"from\":"u8 : ",{\"from\":"u8);
            json.String(messages[i].Sender);
            json.Field("time", messages[i].Time);
            json.Raw(",\"content\":"u8);
            json.Raw(messages[i].Content.Span);
            json.Raw((byte)'}');
        }

        json.Raw("]}"u8);
        json.Flush();
        var fault = ContentReader.Read(scratch.Written, out _, out content);
        scratch.Return();
        return fault.Code == ErrorCode.Invalid
            ? (ErrorCode.TooLarge, "The messages nest too deep to be merged once more.")
            : (fault.Code, fault.IsSet ? fault.Message : null);
    }
}
