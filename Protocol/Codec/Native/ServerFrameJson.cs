using OrleansIm.Protocol.Codec.Native.Schedules;
using OrleansIm.Protocol.Frames.Server.Personal;
using OrleansIm.Protocol.Frames.Server;
using OrleansIm.Protocol.Frames.Server.Calls;
using OrleansIm.Protocol.Frames.Server.Groups;
using OrleansIm.Protocol.Frames.Server.People;
using OrleansIm.Protocol.Frames.Server.Schedules;
using OrleansIm.Protocol.Json;
using OrleansIm.Protocol.Messages;

namespace OrleansIm.Protocol.Codec.Native;

/// <summary>Writes every server frame as version 2 JSON.</summary>
internal static class ServerFrameJson
{
    public static void Write(ServerFrame frame, ref JsonOut json)
    {
        switch (frame)
        {
            case MessagesPush push: Messages(push, ref json); break;
            case SendReceipt receipt: Send(receipt, ref json); break;
            case HeartbeatAnswer answer: Heartbeat(answer, ref json); break;
            case ReadPush read: Reached("read", read.Conversation, read.User, read.Seq, ref json); break;
            case DeliveredPush delivered: Reached("delivered", delivered.Conversation, delivered.User, delivered.Seq, ref json); break;
            case TypingPush typing: PeopleJson.Typing(typing, ref json); break;
            case ContactReceipt receipt: PeopleJson.Contact(receipt, ref json); break;
            case ContactsReceipt receipt: PeopleJson.Contacts(receipt, ref json); break;
            case ProfilesReceipt receipt: PeopleJson.Profiles(receipt, ref json); break;
            case PresencePush push: PresenceJson.Push(push, ref json); break;
            case PresenceReceipt receipt: PresenceJson.Receipt(receipt, ref json); break;
            case ContactPush push: PeopleJson.Contact(push, ref json); break;
            case ActionReceipt receipt: Action(receipt, ref json); break;
            case ConversationPush push: PersonalJson.Push(push, ref json); break;
            case ConversationReceipt receipt: PersonalJson.Receipt(receipt, ref json); break;
            case DeleteReceipt receipt: PersonalJson.Delete(receipt, ref json); break;
            case DeletedReceipt receipt: PersonalJson.Deleted(receipt, ref json); break;
            case SettingsPush push: PersonalJson.Settings(push, ref json); break;
            case SettingsReceipt receipt: PersonalJson.Settings(receipt, ref json); break;
            case ReadersReceipt receipt: PersonalJson.Readers(receipt, ref json); break;
            case SchedulePush push: ScheduleJson.Push(push, ref json); break;
            case ScheduleReceipt receipt: ScheduleJson.Receipt(receipt, ref json); break;
            case ScheduleListReceipt receipt: ScheduleJson.List(receipt, ref json); break;
            case ErrorFrame error: Error(error, ref json); break;
            case HistoryReceipt receipt: Pages.History(receipt, ref json); break;
            case SearchReceipt receipt: Pages.Search(receipt, ref json); break;
            case VersionsReceipt receipt: Pages.Versions(receipt, ref json); break;
            case ForwardReceipt receipt: Pages.Forwarded(receipt, ref json); break;
            case OfflinePush push: Pages.Offline(push, ref json); break;
            case ConversationsReceipt receipt: Pages.Conversations(receipt, ref json); break;
            case LoginReceipt receipt: Login(receipt, ref json); break;
            case GroupReceipt receipt: Group(receipt, ref json); break;
            case GroupInfoReceipt info: GroupPages.Info(info, ref json); break;
            case GroupMembersReceipt page: GroupPages.Members(page, ref json); break;
            case GroupRequestsReceipt page: GroupPages.Requests(page, ref json); break;
            case GroupLinkReceipt receipt: GroupPages.Link(receipt, ref json); break;
            case GroupRequestPush push: GroupPages.Request(push, ref json); break;
            case CallPush push: CallJson.Push(push, ref json); break;
            case CallReceipt receipt: CallJson.Receipt(receipt, ref json); break;
            case IceServersReceipt receipt: CallJson.Servers(receipt, ref json); break;
            case CloseFrame close: Close(close, ref json); break;
            default: throw new ArgumentOutOfRangeException(nameof(frame), frame.GetType().Name, "No version 2 form.");
        }

        json.Raw((byte)'}');
    }

    private static void Messages(MessagesPush push, ref JsonOut json)
    {
        json.Raw("{\"type\":\"messages\""u8);
        Pages.Items("items", push.Items, ref json);
    }

    private static void Send(SendReceipt receipt, ref JsonOut json)
    {
        Receipt(receipt.Re, ref json);
        json.Field("conversation", receipt.Conversation);
        json.Field("seq", receipt.Seq);
        json.Name("messageId");
        MessageJson.WriteMessageId(ref json, receipt.Conversation, receipt.Seq);
        json.Field("time", receipt.Time);
        json.Field("dup", receipt.Dup);
    }

    private static void Heartbeat(HeartbeatAnswer answer, ref JsonOut json)
    {
        json.Raw("{\"type\":\"heartbeat\""u8);
        json.FieldIfAny("re", answer.Re);
        json.Field("time", answer.Time);
        json.Field("rev", answer.Rev);
    }

    private static void Reached(string type, string conversation, string user, long seq, ref JsonOut json)
    {
        json.Raw("{\"type\":"u8);
        json.String(type);
        json.Field("conversation", conversation);
        json.Field("user", user);
        json.Field("seq", seq);
    }

    private static void Action(ActionReceipt receipt, ref JsonOut json)
    {
        Receipt(receipt.Re, ref json);
        if (receipt.Conversation is { } conversation)
        {
            // Zero is a place, too: that of a read cursor before the first message.
            json.Field("conversation", conversation);
            json.Field("seq", receipt.Seq);
        }

        json.FieldIfAny("time", receipt.Time);
    }

    private static void Error(ErrorFrame error, ref JsonOut json)
    {
        json.Raw("{\"type\":\"error\""u8);
        json.FieldIfAny("re", error.Re);
        json.Field("code", WireNames.Of(error.Code));
        json.Field("message", error.Message);
        json.FieldIfAny("retryAfter", error.RetryAfter);
    }

    private static void Login(LoginReceipt receipt, ref JsonOut json)
    {
        json.Raw("{\"type\":\"receipt\""u8);
        json.FieldIfAny("re", receipt.Re);
        json.Field("userId", receipt.UserId);
        json.Field("session", receipt.Session);
        json.Raw(",\"version\":2"u8);
        json.Field("heartbeat", receipt.Heartbeat);
        json.Field("time", receipt.Time);
        json.Field("rev", receipt.Rev);
        json.Field("contacts", receipt.Contacts);
        json.Raw(",\"limits\":{\"frame\":"u8);
        json.Number(receipt.MaxFrame);
        json.Field("text", receipt.MaxText);
        json.Raw("},\"upgrade\":{\"level\":"u8);
        json.String(receipt.UpgradeLevel);
        json.FieldIfAny("latest", receipt.UpgradeLatest);
        json.FieldIfAny("url", receipt.UpgradeUrl);
        json.Raw((byte)'}');
    }

    private static void Group(GroupReceipt receipt, ref JsonOut json)
    {
        Receipt(receipt.Re, ref json);
        json.Field("group", receipt.Group);
        json.Field("conversation", receipt.Conversation);
        json.FieldIfAny("seq", receipt.Seq);
        json.Field("time", receipt.Time);
        json.Field("dup", receipt.Dup);
        if (receipt.Pending)
        {
            json.Field("pending", true);
        }
    }

    private static void Close(CloseFrame close, ref JsonOut json)
    {
        json.Raw("{\"type\":\"close\""u8);
        json.Field("code", WireNames.Of(close.Code));
        json.Field("message", close.Message);
        json.Field("retry", close.Retry);
        json.FieldIfAny("retryAfter", close.RetryAfter);
        json.FieldIfAny("url", close.Url);
        json.FieldIfAny("device", close.Device);
    }

    private static void Receipt(string re, ref JsonOut json)
    {
        json.Raw("{\"type\":\"receipt\",\"re\":"u8);
        json.String(re);
    }
}
