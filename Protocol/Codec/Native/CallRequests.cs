using System.Text.Json;
using OrleansIm.Domain.Calls;
using OrleansIm.Domain.Conversations;
using OrleansIm.Protocol.Frames.Client;
using OrleansIm.Protocol.Frames.Client.Calls;
using OrleansIm.Protocol.Json;

namespace OrleansIm.Protocol.Codec.Native;

/// <summary>Reads what users do about calls. What their clients tell each other is opaque here: any JSON, within a limit.</summary>
internal static class CallRequests
{
    private const int MaxOpaque = 32_768;
    private const int MaxUsers = 100;
    private const int MaxWord = 16;

    // Every character may be written as an escape.
    private const int LongestEscape = 6;

    public static ClientFrame Invite(ref Fields fields, string? id)
    {
        fields.Require(NativeFields.Id);
        fields.Require(NativeFields.Media);
        var to = Places.Target(ref fields);
        var users = fields.Names(NativeFields.Users, MaxUsers);
        if (users is { Count: 0 })
        {
            fields.Invalid(NativeFields.Users, "names nobody");
        }

        if (users is not null && to.Group is null && (to.Conversation is not { } named || !ConversationId.IsGroup(named)))
        {
            fields.Invalid(NativeFields.Users, "are for a call in a group");
        }

        var media = CallMedia.Audio;
        if (fields.Text(NativeFields.Media, MaxWord) is { } word && !WireNames.TryCallMedia(word, out media))
        {
            fields.Invalid(NativeFields.Media, "must be audio or video");
        }

        return new CallInviteFrame(id ?? string.Empty, to, media, users, Opaque(ref fields, NativeFields.Sdp));
    }

    public static ClientFrame Ring(ref Fields fields, string? id) => Act(ref fields, id, CallAct.Ring);

    public static ClientFrame Accept(ref Fields fields, string? id)
    {
        fields.Require(NativeFields.Id);
        return Act(ref fields, id, CallAct.Accept, payload: Opaque(ref fields, NativeFields.Sdp));
    }

    public static ClientFrame Reject(ref Fields fields, string? id) => Act(ref fields, id, CallAct.Reject);

    public static ClientFrame Cancel(ref Fields fields, string? id) => Act(ref fields, id, CallAct.Cancel);

    public static ClientFrame Busy(ref Fields fields, string? id) => Act(ref fields, id, CallAct.Busy);

    public static ClientFrame Hangup(ref Fields fields, string? id) => Act(ref fields, id, CallAct.Hangup);

    public static ClientFrame Signal(ref Fields fields, string? id)
    {
        fields.Require(NativeFields.Data);
        return Act(ref fields, id, CallAct.Signal, fields.Name(NativeFields.To), Opaque(ref fields, NativeFields.Data));
    }

    public static ClientFrame Servers(ref Fields fields, string? id)
    {
        fields.Require(NativeFields.Id);
        return new CallServersFrame(id ?? string.Empty);
    }

    private static CallActFrame Act(ref Fields fields, string? id, CallAct act, string? to = null, ReadOnlyMemory<byte> payload = default)
    {
        fields.Require(NativeFields.Call);
        var call = fields.Text(NativeFields.Call, CallId.MaxLength * LongestEscape) ?? string.Empty;
        if (!fields.Fault.IsSet && !CallId.TryParse(call, out _))
        {
            fields.Invalid(NativeFields.Call, "is no call's id");
        }

        return new CallActFrame(id, act, call, to, payload);
    }

    private static ReadOnlyMemory<byte> Opaque(ref Fields fields, int field)
    {
        if (!fields.Has(field))
        {
            return default;
        }

        var raw = fields.RawOf(field);
        if (raw.Length > MaxOpaque)
        {
            fields.Fail(Fault.TooLarge($"'{NativeFields.Table.NameOf(field)}' is longer than {MaxOpaque} bytes."));
            return default;
        }

        if (raw.IndexOf((byte)'\\') >= 0 && !EscapeScan.IsClean(raw))
        {
            fields.Invalid(field, "holds NUL or half a surrogate pair");
            return default;
        }

        var scratch = ScratchBuffer.Take();
        try
        {
            var json = new JsonOut(scratch);
            var reader = new Utf8JsonReader(raw);
            reader.Read();
            if (!JsonRewrite.Value(ref reader, ref json))
            {
                fields.Invalid(field, "has a field twice, or a number that no computer can hold");
                return default;
            }

            json.Flush();
            return scratch.Written.ToArray();
        }
        finally
        {
            scratch.Return();
        }
    }
}
