using static OrleansIm.EndToEnd.Tests.Abuse.Requests.FieldKind;

namespace OrleansIm.EndToEnd.Tests.Abuse.Requests;

/// <summary>Every request a logged-in client may make, one line each: a new one is not done before it stands here.</summary>
internal static class RequestTable
{
    /// <summary>Frames without fields that could be wrong in a way of this table, and those that other tests are about.</summary>
    public static readonly string[] Elsewhere = ["login", "heartbeat", "state", "logout", "ack"];

    public static readonly RequestRow[] Rows =
    [
        new("send", new("to", Target), new("clientId", ClientId), new("content", Content), new("mentions", Users, false), new("replyTo", Seq, false), new("silent", Flag, false)),
        new("recall", new("conversation", Conversation), new("seq", Seq)),
        new("edit", new("conversation", Conversation), new("seq", Seq), new("content", Content)),
        new("edits", new("conversation", Conversation), new("seq", Seq), new("after", Number, false), new("limit", Limit, false)),
        new("read", new("conversation", Conversation), new("seq", Seq)),
        new("history", new("conversation", Conversation), new("before", Seq, false), new("after", Number, false, ""), new("limit", Limit, false)),
        new("conversations", new("after", Text, false, ""), new("limit", Limit, false)),
        new("group.create", new("name", Text, false), new("members", Users, false), new("clientId", ClientId, false)),
        new("group.invite", new("group", Group), new("users", Users)),
        new("group.leave", new RequestField("group", Group)),
    ];
}
