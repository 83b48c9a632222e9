using OrleansIm.Protocol.Json;

namespace OrleansIm.Protocol.Codec.Native;

/// <summary>Every top-level field that a version 2 client frame may have, and those of the objects inside.</summary>
internal static class NativeFields
{
    public const int Type = 0;
    public const int Id = 1;
    public const int Version = 2;
    public const int Token = 3;
    public const int Device = 4;
    public const int Heartbeat = 5;
    public const int Background = 6;
    public const int Capabilities = 7;
    public const int Forget = 8;
    public const int To = 9;
    public const int Conversation = 10;
    public const int ClientId = 11;
    public const int Content = 12;
    public const int Mentions = 13;
    public const int ReplyTo = 14;
    public const int Silent = 15;
    public const int Items = 16;
    public const int Before = 17;
    public const int After = 18;
    public const int Limit = 19;
    public const int Seq = 20;
    public const int Name = 21;
    public const int Members = 22;
    public const int Users = 23;
    public const int Group = 24;

    public static readonly FieldTable Table = new(
        "type", "id", "version", "token", "device", "heartbeat", "background", "capabilities", "forget", "to",
        "conversation", "clientId", "content", "mentions", "replyTo", "silent", "items", "before", "after", "limit", "seq",
        "name", "members", "users", "group");

    public const int DeviceId = 0;
    public const int DeviceClass = 1;
    public const int DeviceApp = 2;

    public static readonly FieldTable DeviceTable = new("id", "class", "app");

    public const int ToUser = 0;
    public const int ToGroup = 1;
    public const int ToConversation = 2;

    public static readonly FieldTable ToTable = new("user", "group", "conversation");

    public const int ItemConversation = 0;
    public const int ItemSeq = 1;

    public static readonly FieldTable ItemTable = new("conversation", "seq");
}
