using OrleansIm.Protocol.Json;

namespace OrleansIm.Protocol.Codec.Native;

/// <summary>Every top-level field that a version 2 client frame may have, and those of the objects inside.</summary>
internal static class NativeFields
{
    private static readonly List<string> Names = [];

    public static readonly int Type = Field("type");
    public static readonly int Id = Field("id");
    public static readonly int Version = Field("version");
    public static readonly int Token = Field("token");
    public static readonly int Device = Field("device");
    public static readonly int Heartbeat = Field("heartbeat");
    public static readonly int Background = Field("background");
    public static readonly int Capabilities = Field("capabilities");
    public static readonly int Forget = Field("forget");
    public static readonly int To = Field("to");
    public static readonly int Conversation = Field("conversation");
    public static readonly int ClientId = Field("clientId");
    public static readonly int Content = Field("content");
    public static readonly int Mentions = Field("mentions");
    public static readonly int ReplyTo = Field("replyTo");
    public static readonly int Silent = Field("silent");
    public static readonly int Expire = Field("expire");
    public static readonly int Items = Field("items");
    public static readonly int Before = Field("before");
    public static readonly int After = Field("after");
    public static readonly int Limit = Field("limit");
    public static readonly int Seq = Field("seq");
    public static readonly int Name = Field("name");
    public static readonly int Members = Field("members");
    public static readonly int Users = Field("users");
    public static readonly int Group = Field("group");
    public static readonly int Lang = Field("lang");
    public static readonly int User = Field("user");
    public static readonly int Role = Field("role");
    public static readonly int Text = Field("text");
    public static readonly int Portrait = Field("portrait");
    public static readonly int Until = Field("until");
    public static readonly int On = Field("on");
    public static readonly int Seconds = Field("seconds");
    public static readonly int JoinBy = Field("joinBy");
    public static readonly int History = Field("history");
    public static readonly int Link = Field("link");
    public static readonly int Expires = Field("expires");
    public static readonly int Revoke = Field("revoke");
    public static readonly int Accept = Field("accept");
    public static readonly int Emoji = Field("emoji");
    public static readonly int Op = Field("op");
    public static readonly int From = Field("from");
    public static readonly int Merge = Field("merge");
    public static readonly int Title = Field("title");

    public static readonly int Greeting = Field("greeting");
    public static readonly int Remark = Field("remark");
    public static readonly int Star = Field("star");
    public static readonly int Block = Field("block");
    public static readonly int Seqs = Field("seqs");
    public static readonly int ReadReceipts = Field("readReceipts");
    public static readonly int Write = Field("write");
    public static readonly int Add = Field("add");
    public static readonly int Presence = Field("presence");
    public static readonly int Pinned = Field("pinned");
    public static readonly int NoDisturb = Field("noDisturb");
    public static readonly int Archived = Field("archived");
    public static readonly int UnreadMark = Field("unreadMark");
    public static readonly int Custom = Field("custom");
    public static readonly int Call = Field("call");
    public static readonly int Media = Field("media");
    public static readonly int Sdp = Field("sdp");
    public static readonly int Data = Field("data");
    public static readonly int At = Field("at");

    public static readonly FieldTable Table = new([.. Names]);

    public const int DeviceId = 0;
    public const int DeviceClass = 1;
    public const int DeviceApp = 2;
    public const int DeviceLang = 3;
    public const int DevicePlatform = 4;
    public const int DeviceDelivered = 5;

    public static readonly FieldTable DeviceTable = new("id", "class", "app", "lang", "platform", "delivered");

    public const int ToUser = 0;
    public const int ToGroup = 1;
    public const int ToConversation = 2;

    public static readonly FieldTable ToTable = new("user", "group", "conversation");

    public const int ItemConversation = 0;
    public const int ItemSeq = 1;

    public static readonly FieldTable ItemTable = new("conversation", "seq");

    /// <summary>The next number, in the order of the lines above.</summary>
    private static int Field(string name)
    {
        Names.Add(name);
        return Names.Count - 1;
    }
}
