using OrleansIm.Domain.Schedules;
using OrleansIm.Protocol.Frames.Client;
using OrleansIm.Protocol.Frames.Client.Schedules;
using OrleansIm.Protocol.Json;

namespace OrleansIm.Protocol.Codec.Native.Schedules;

/// <summary>Reads what has to do with messages that are sent later.</summary>
internal static class ScheduleRequests
{
    private const int MaxPage = 200;
    private const int DefaultPage = 50;

    // A time, a conversation and a client id, every character written as an escape.
    private const int LongestCursor = (20 + 140 + 64) * 6;

    public static ClientFrame Set(ref Fields fields, string? id)
    {
        var message = MessageRequests.Message(ref fields, id);
        fields.Require(NativeFields.At);
        return new ScheduleSetFrame(id, message, fields.Integer(NativeFields.At, 1, JsonValue.MaxInteger, 0));
    }

    public static ClientFrame Cancel(ref Fields fields, string? id)
    {
        var conversation = Places.RequiredConversation(ref fields);
        fields.Require(NativeFields.ClientId);
        return new ScheduleCancelFrame(id, conversation, fields.Token(NativeFields.ClientId) ?? string.Empty);
    }

    public static ClientFrame List(ref Fields fields, string? id)
    {
        fields.Require(NativeFields.Id);
        var after = fields.Text(NativeFields.After, LongestCursor);
        if (after is not null && !SchedulePlace.TryParse(after, out _))
        {
            fields.Invalid(NativeFields.After, "must be the 'next' of a page");
        }

        return new ScheduleListFrame(id ?? string.Empty, after, (int)fields.Integer(NativeFields.Limit, 1, MaxPage, DefaultPage));
    }
}
