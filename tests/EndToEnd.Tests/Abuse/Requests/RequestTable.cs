using static OrleansIm.EndToEnd.Tests.Abuse.Requests.FieldKind;

namespace OrleansIm.EndToEnd.Tests.Abuse.Requests;

/// <summary>Every request a logged-in client may make, one line each: a new one is not done before it stands here.</summary>
internal static class RequestTable
{
    /// <summary>Frames without fields that could be wrong in a way of this table, and those that other tests are about.</summary>
    public static readonly string[] Elsewhere = ["login", "heartbeat", "state", "logout", "ack", "call.servers"];

    /// <summary>A time that has not come before the tests end, and is near enough to be kept for.</summary>
    public static readonly string Soon = $"{TimeProvider.System.GetUtcNow().AddDays(30).ToUnixTimeMilliseconds()}";

    public static readonly RequestRow[] Rows =
    [
        new("send", new("to", Target), new("clientId", ClientId), new("content", Content), new("mentions", Users, false), new("replyTo", Seq, false), new("silent", Flag, false), new("expire", Expiry, false, "86400")),
        new("recall", new("conversation", Conversation), new("seq", Seq)),
        new("edit", new("conversation", Conversation), new("seq", Seq), new("content", Content)),
        new("forward", new("clientId", ClientId, false), new("from", Conversation), new("seqs", Seqs), new("to", List, Good: "[{\"user\":\"x\"}]"), new("merge", Flag, false), new("title", Text, false)),
        new("react", new("conversation", Conversation), new("seq", Seq), new("emoji", ClientId, Good: "\"ok\""), new("op", Word, Good: "\"add\"")),
        new("edits", new("conversation", Conversation), new("seq", Seq), new("after", Number, false), new("limit", Limit, false)),
        new("read", new("conversation", Conversation), new("seq", Seq)),
        new("history", new("conversation", Conversation), new("before", Seq, false), new("after", Number, false, ""), new("limit", Limit, false)),
        new("search", new("text", Text), new("conversation", Conversation, false), new("before", Word, false, "\"9:1:g:a\""), new("limit", Limit, false, "7")),
        new("conversations", new("after", Text, false, ""), new("limit", Limit, false)),
        new("typing", new RequestField("conversation", Conversation)),
        new("profile", new RequestField("users", Users)),
        new("profile.set", new("name", Text, false), new("portrait", Text, false), new("custom", Text, false)),
        new("presence.subscribe", new RequestField("users", Users)),
        new("presence.unsubscribe", new RequestField("users", Users, false)),
        new("contacts", new("after", User, false), new("limit", Limit, false)),
        new("contact.request", new("user", User), new("greeting", Text, false)),
        new("contact.accept", new RequestField("user", User)),
        new("contact.reject", new RequestField("user", User)),
        new("contact.remove", new RequestField("user", User)),
        new("contact.set", new("user", User), new("remark", Text, false), new("star", Flag, false), new("block", Flag, false), new("group", Text, false)),
        new("conversation.set", new("conversation", Conversation), new("pinned", Flag, false), new("noDisturb", Number, false, "2"), new("archived", Flag, false), new("unreadMark", Flag, false)),
        new("remove", new RequestField("conversation", Conversation)),
        new("delete", new("conversation", Conversation), new("seqs", Seqs)),
        new("deleted", new("conversation", Conversation), new("after", Number, false), new("limit", Limit, false)),
        new("clear", new RequestField("conversation", Conversation)),
        new("settings", new("readReceipts", Flag, false), new("write", Word, false, "\"contacts\""), new("add", Word, false, "\"nobody\""), new("presence", Word, false, "\"contacts\"")),
        new("readers", new("conversation", Conversation), new("seq", Seq)),
        new("draft", new("conversation", Conversation), new("text", Text)),
        new("schedule.set", new("to", Target), new("clientId", ClientId), new("content", Content), new("mentions", Users, false), new("replyTo", Seq, false), new("silent", Flag, false), new("expire", Expiry, false, "86400"), new("at", Number, Good: Soon)),
        new("schedule.list", new("after", Text, false, ""), new("limit", Limit, false)),
        new("schedule.cancel", new("conversation", Conversation), new("clientId", ClientId)),
        new("call.invite", new("to", Target), new("media", Word, Good: "\"audio\""), new("users", Users, false, ""), new("sdp", Opaque, false)),
        new("call.ring", new RequestField("call", Call)),
        new("call.accept", new("call", Call), new("sdp", Opaque, false)),
        new("call.join", new("call", Call), new("sdp", Opaque, false)),
        new("call.reject", new RequestField("call", Call)),
        new("call.cancel", new RequestField("call", Call)),
        new("call.busy", new RequestField("call", Call)),
        new("call.hangup", new RequestField("call", Call)),
        new("call.leave", new RequestField("call", Call)),
        new("call.signal", new("call", Call), new("to", User, false), new("data", Opaque)),
        new("group.create", new("name", Text, false), new("members", Users, false), new("clientId", ClientId, false)),
        new("group.invite", new("group", Group), new("users", Users)),
        new("group.leave", new RequestField("group", Group)),
        new("group.info", new RequestField("group", Group)),
        new("group.members", new("group", Group), new("after", User, false, ""), new("limit", Limit, false)),
        new("group.rename", new("group", Group), new("name", Text)),
        new("group.announce", new("group", Group), new("text", Text)),
        new("group.portrait", new("group", Group), new("portrait", Text)),
        new("group.pin", new("group", Group), new("seq", Seq, Good: "2"), new("on", Flag)),
        new("group.kick", new("group", Group), new("users", Users)),
        new("group.role", new("group", Group), new("user", User), new("role", Word, Good: "\"admin\"")),
        new("group.transfer", new("group", Group), new("user", User)),
        new("group.dissolve", new RequestField("group", Group)),
        new("group.mute", new("group", Group), new("user", User), new("until", Number)),
        new("group.muteAll", new("group", Group), new("on", Flag)),
        new("group.slow", new("group", Group), new("seconds", Number)),
        new("group.set", new("group", Group), new("joinBy", Word, false, "\"link\""), new("history", Number, false)),
        new("group.join", new("group", Group), new("link", Text, false, ""), new("text", Text, false)),
        new("group.link", new("group", Group), new("expires", Number, false, ""), new("revoke", Flag, false)),
        new("group.requests", new("group", Group), new("after", User, false, ""), new("limit", Limit, false)),
        new("group.approve", new("group", Group), new("user", User), new("accept", Flag)),
    ];
}
