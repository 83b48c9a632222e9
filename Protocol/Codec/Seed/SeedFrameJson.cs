using OrleansIm.Domain.Messages;
using OrleansIm.Protocol.Frames.Server;
using OrleansIm.Protocol.Frames.Server.Groups;
using OrleansIm.Protocol.Frames.Server.People;
using OrleansIm.Protocol.Json;
using OrleansIm.Protocol.Messages;

namespace OrleansIm.Protocol.Codec.Seed;

/// <summary>Writes the server frames that are one version 1 frame each. Never a <c>beatID</c>, except in the answer to a beat.</summary>
internal static class SeedFrameJson
{
    public static void Write(ServerFrame frame, ref JsonOut json)
    {
        switch (frame)
        {
            case LoginReceipt receipt: Login(receipt, ref json); break;
            case SendReceipt receipt: Send(receipt, ref json); break;
            case ActionReceipt receipt: Recall(receipt, ref json); break;
            case ErrorFrame error: Error(error, ref json); break;
            case OfflinePush push: Offline(push, ref json); break;
            case ContactPush push: Validate(push, ref json); break;
            case GroupRequestPush push: Validate(push, ref json); break;
            case HeartbeatAnswer: json.Raw("{\"beatID\":\"beatID\""u8); break;
            case CloseFrame close: Close(close, ref json); break;
            default: throw new ArgumentOutOfRangeException(nameof(frame), frame.GetType().Name, "No version 1 form.");
        }

        json.Raw((byte)'}');
    }

    private static void Login(LoginReceipt receipt, ref JsonOut json)
    {
        json.Raw("{\"messageType\":\"loginReceipt\",\"toUserID\":"u8);
        json.String(receipt.UserId);
        json.Raw(",\"versionCode\":\"1\""u8);
        SendTime(receipt.Time, ref json);
        json.FieldIfAny("upgradeVersion", receipt.UpgradeLatest);
        json.FieldIfAny("upgradeUrl", receipt.UpgradeUrl);
    }

    private static void Send(SendReceipt receipt, ref JsonOut json)
    {
        json.Raw("{\"messageType\":\"normalReceipt\",\"sendTime\":"u8);
        json.String(receipt.Re);
        json.Name("messageID");
        MessageJson.WriteMessageId(ref json, receipt.Conversation, receipt.Seq);
        json.Field("seq", receipt.Seq);
    }

    private static void Recall(ActionReceipt receipt, ref JsonOut json)
    {
        json.Raw("{\"messageType\":\"repealReceipt\",\"messageID\":"u8);
        MessageJson.WriteMessageId(ref json, receipt.Conversation!, receipt.Target);
    }

    private static void Error(ErrorFrame error, ref JsonOut json)
    {
        json.Raw("{\"messageType\":\"invalidReceipt\",\"sendTime\":"u8);
        json.String(error.Re ?? string.Empty);
        if (error.Re is not null && MessageId.TryParse(error.Re, out _, out _))
        {
            json.Field("messageID", error.Re);
        }

        json.Field("reason", WireNames.Of(error.Code));
        json.FieldIfAny("retryAfter", error.RetryAfter);
    }

    private static void Offline(OfflinePush push, ref JsonOut json)
    {
        json.Raw("{\"messageType\":\"offline\",\"messages\":["u8);
        var first = true;
        foreach (var conversation in push.Conversations)
        {
            foreach (var item in conversation.Messages)
            {
                if (!first)
                {
                    json.Raw((byte)',');
                }

                first = false;
                SeedMessageJson.Write(item, ref json);
            }
        }

        json.Raw((byte)']');
        json.Field("unreadCount", push.TotalUnread);
    }

    /// <summary>Somebody asks to become a contact.</summary>
    private static void Validate(ContactPush push, ref JsonOut json)
    {
        json.Raw("{\"messageType\":\"validate\",\"contenType\":\"text\",\"chatType\":\"userChat\",\"fromUserID\":"u8);
        json.String(push.Line.User);
        json.Field("toUserID", push.Owner);
        SendTime(push.Line.Side.Time, ref json);
        json.Raw(",\"content\":{\"text\":"u8);
        json.String(push.Line.Side.Greeting ?? string.Empty);
        json.Raw((byte)'}');
    }

    /// <summary>Somebody waits to be let into a group.</summary>
    private static void Validate(GroupRequestPush push, ref JsonOut json)
    {
        json.Raw("{\"messageType\":\"validate\",\"contenType\":\"text\",\"chatType\":\"groupChat\",\"fromUserID\":"u8);
        json.String(push.Request.User);
        json.Field("groupID", push.Group);
        SendTime(push.Request.Time, ref json);
        json.Raw(",\"content\":{\"text\":"u8);
        json.String(push.Request.Text);
        json.Raw((byte)'}');
    }

    private static void Close(CloseFrame close, ref JsonOut json)
    {
        json.Raw("{\"messageType\":\"invalidReceipt\",\"sendTime\":\"\""u8);
        json.Field("reason", WireNames.Of(close.Code));
        json.Raw(",\"type\":\"close\""u8);
        json.Field("code", WireNames.Of(close.Code));
        json.Field("message", close.Message);
        json.Field("retry", close.Retry);
        json.FieldIfAny("retryAfter", close.RetryAfter);
        json.FieldIfAny("url", close.Url);
    }

    private static void SendTime(long time, ref JsonOut json)
    {
        json.Raw(",\"sendTime\":\""u8);
        json.Number(time);
        json.Raw((byte)'"');
    }
}
