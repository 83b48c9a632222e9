using System.Text;
using System.Text.Json;
using OrleansIm.Domain;
using OrleansIm.Domain.Identity;
using OrleansIm.Domain.Messages;
using OrleansIm.Protocol.Frames.Client;
using OrleansIm.Protocol.Json;

namespace OrleansIm.Protocol.Codec.Seed;

/// <summary>Makes records of version 1 frames. Their ids are what the client recognises in the answer.</summary>
internal static class SeedRequests
{
    private const int MaxToken = 16 * 1024;
    private const int MaxWord = 64;
    private const int MaxMessageId = 256 * 6;
    private const int MaxMentions = 100;

    private static readonly string[] All = ["*"];

    public static ClientFrame Read(ref Fields fields)
    {
        var type = fields.Text(SeedFields.MessageType, MaxWord);
        if (fields.Fault.IsSet)
        {
            return new RefusedFrame(IdOf(ref fields), ErrorCode.UnknownType, "This messageType is not known here.");
        }

        return type switch
        {
            null or "" => fields.Has(SeedFields.BeatId) ? new HeartbeatFrame((string?)null) : Login(ref fields),
            "login" => Login(ref fields),
            "normal" => Send(ref fields),
            "receipt" => Receipt(ref fields),
            "repeal" => Repeal(ref fields),
            _ => new RefusedFrame(IdOf(ref fields), ErrorCode.UnknownType, "This messageType is not known here."),
        };
    }

    private static ClientFrame Login(ref Fields fields)
    {
        fields.Require(SeedFields.Token);
        var token = fields.Text(SeedFields.Token, MaxToken) ?? string.Empty;
        var user = fields.Name(SeedFields.FromUserId);
        var app = fields.TokenOf(SeedFields.VersionCode) == JsonTokenType.Number
            ? Encoding.UTF8.GetString(fields.RawOf(SeedFields.VersionCode))
            : fields.Text(SeedFields.VersionCode, MaxWord) ?? string.Empty;
        var device = DeviceOf(ref fields);
        var language = fields.Text(SeedFields.Lang, MaxWord);
        return fields.Fault.IsSet
            ? new RefusedFrame(null, fields.Fault.Code, fields.Fault.Message)
            : new LoginFrame(null, 1, token, device, DeviceClass.Mobile, app, 0, false, user, 0, language, fields.Remark(SeedFields.DeviceType, MaxWord));
    }

    private static ClientFrame Send(ref Fields fields)
    {
        fields.Require(SeedFields.SendTime);
        var stamp = Stamp(ref fields) ?? string.Empty;
        if (fields.Fault.IsSet)
        {
            return new RefusedFrame(null, fields.Fault.Code, fields.Fault.Message);
        }

        var user = fields.Name(SeedFields.FromUserId);
        var target = Target(ref fields);
        var mentions = Mentions(ref fields);
        var typeField = fields.Has(SeedFields.ContenType) ? SeedFields.ContenType : SeedFields.ContentType;
        fields.Require(typeField);
        fields.Require(SeedFields.Content);
        var type = fields.Text(typeField, MaxWord);
        var kind = ContentKind.None;
        ReadOnlyMemory<byte> content = default;
        if (!fields.Fault.IsSet)
        {
            fields.Fail(SeedContentReader.Read(type!, fields.RawOf(SeedFields.Content), out kind, out content));
        }

        return fields.Fault.IsSet
            ? new RefusedFrame(stamp, fields.Fault.Code, fields.Fault.Message)
            : new SendFrame(stamp, target, stamp, kind, content, mentions, 0, false, user);
    }

    private static ClientFrame Receipt(ref Fields fields) =>
        TryMessage(ref fields, out _, out var conversation, out var seq)
            ? new AckFrame(null, [new AckItem(conversation, seq)])
            : new RefusedFrame(IdOf(ref fields), ErrorCode.Invalid, "'messageID' is no id of a message.");

    private static ClientFrame Repeal(ref Fields fields) =>
        TryMessage(ref fields, out var id, out var conversation, out var seq)
            ? new RecallFrame(id, conversation, seq)
            : new RefusedFrame(IdOf(ref fields), ErrorCode.Invalid, "'messageID' is no id of a message.");

    private static bool TryMessage(ref Fields fields, out string id, out string conversation, out long seq)
    {
        id = fields.Text(SeedFields.MessageId, MaxMessageId) ?? string.Empty;
        return MessageId.TryParse(id, out conversation, out seq) && seq <= JsonValue.MaxInteger;
    }

    private static Target Target(ref Fields fields)
    {
        var chat = fields.Text(SeedFields.ChatType, MaxWord);
        if (string.IsNullOrEmpty(chat))
        {
            chat = fields.TokenOf(SeedFields.GroupId) == JsonTokenType.String && fields.RawOf(SeedFields.GroupId).Length > 2
                ? "groupChat"
                : "userChat";
        }

        switch (chat)
        {
            case "userChat":
                fields.Require(SeedFields.ToUserId);
                return new Target(fields.Name(SeedFields.ToUserId), null, null);
            case "groupChat":
                fields.Require(SeedFields.GroupId);
                return new Target(null, fields.Name(SeedFields.GroupId), null);
            default:
                fields.Invalid(SeedFields.ChatType, "must be userChat or groupChat");
                return default;
        }
    }

    private static IReadOnlyList<string>? Mentions(ref Fields fields) =>
        fields.Names(SeedFields.AtToUserIds, MaxMentions) switch
        {
            null or [] => null,
            ["all"] => All,
            var names => names,
        };

    private static string? Stamp(ref Fields fields)
    {
        if (fields.TokenOf(SeedFields.SendTime) != JsonTokenType.Number)
        {
            return fields.Token(SeedFields.SendTime);
        }

        var stamp = Encoding.UTF8.GetString(fields.RawOf(SeedFields.SendTime));
        if (Ids.IsClientToken(stamp))
        {
            return stamp;
        }

        fields.Invalid(SeedFields.SendTime, "is too long");
        return null;
    }

    private static string DeviceOf(ref Fields fields)
    {
        var named = NameOrNull(ref fields, SeedFields.DeviceIdUpper) ?? NameOrNull(ref fields, SeedFields.DeviceIdLower);
        if (named is not null)
        {
            return named;
        }

        var device = "v1-" + (NameOrNull(ref fields, SeedFields.DeviceType) ?? "app").ToLowerInvariant();
        return Ids.IsName(device) ? device : "v1-app";
    }

    private static string? NameOrNull(ref Fields fields, int field) =>
        fields.TokenOf(field) == JsonTokenType.String
        && JsonValue.TryString(fields.RawOf(field), out var text)
        && Ids.IsName(text)
            ? text
            : null;

    // Best effort for refusals: the stamp, or the message id, by which the client finds what was refused.
    private static string? IdOf(ref Fields fields) =>
        fields.TokenOf(SeedFields.SendTime) is JsonTokenType.String or JsonTokenType.Number
            ? StampOrNull(fields.RawOf(SeedFields.SendTime), fields.TokenOf(SeedFields.SendTime))
            : fields.TokenOf(SeedFields.MessageId) == JsonTokenType.String
              && JsonValue.TryString(fields.RawOf(SeedFields.MessageId), out var id)
              && MessageId.TryParse(id, out _, out _)
                ? id
                : null;

    private static string? StampOrNull(ReadOnlySpan<byte> raw, JsonTokenType token)
    {
        if (token == JsonTokenType.Number)
        {
            var number = Encoding.UTF8.GetString(raw);
            return Ids.IsClientToken(number) ? number : null;
        }

        return JsonValue.TryString(raw, out var text) && Ids.IsClientToken(text) ? text : null;
    }
}
