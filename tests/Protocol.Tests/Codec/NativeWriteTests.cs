using System.Text;
using System.Text.Json;
using OrleansIm.Domain;
using OrleansIm.Domain.Calls;
using OrleansIm.Domain.Conversations;
using OrleansIm.Domain.Groups;
using OrleansIm.Domain.Identity;
using OrleansIm.Domain.Messages;
using OrleansIm.Domain.People;
using OrleansIm.Domain.Schedules;
using OrleansIm.Domain.Users;
using OrleansIm.Domain.Presence;
using OrleansIm.Protocol.Codec;
using OrleansIm.Protocol.Frames.Server;
using OrleansIm.Protocol.Frames.Server.Personal;
using OrleansIm.Protocol.Frames.Server.Calls;
using OrleansIm.Protocol.Frames.Server.Groups;
using OrleansIm.Protocol.Frames.Server.People;
using OrleansIm.Protocol.Frames.Server.Schedules;
using OrleansIm.Protocol.Framing;
using OrleansIm.Protocol.Json;
using OrleansIm.Protocol.Tests.Support;

namespace OrleansIm.Protocol.Tests.Codec;

public sealed class NativeWriteTests
{
    private static readonly MessageItem One = new(1, ContentKind.Text, Wire.Bytes("{\"seq\":1}"));
    private static readonly MessageItem Two = new(2, ContentKind.Text, Wire.Bytes("{\"seq\":2}"));
    private static readonly ConversationSummary Line = new("d:alice:bob", 57, 12, 1, 45, Two, false);

    private static readonly ContactLine Bob = new("bob", new ContactSide
    {
        State = ContactState.Contact, Time = 1000, Remark = "B\n", Group = "work", Greeting = "\u55e8", Star = true, Blocked = true,
    });

    private const string BobJson =
        "{\"user\":\"bob\",\"state\":\"contact\",\"time\":1000,\"remark\":\"B\\n\",\"group\":\"work\",\"greeting\":\"\u55e8\",\"star\":true,\"blocked\":true}";

    private static readonly ScheduledMessage Later = new(
        "d:alice:bob", new Draft("c1", ContentKind.Text, Wire.Bytes("{\"x\":1}"), ["bob", "carol"], 41, Silent: true, Expire: 30), 1000);

    private const string LaterJson =
        "\"clientId\":\"c1\",\"at\":1000,\"content\":{\"x\":1},\"mentions\":[\"bob\",\"carol\"],\"replyTo\":41,\"silent\":true,\"expire\":30";

    private static readonly CallNews Ringing = new(
        "0a:d:alice:bob", CallEvent.Invite, "alice", 1, CallMedia.Video, "alice", 1000, 0, 61_000, Wire.Bytes("{\"a\":1}"), CallOutcome.None, 0, []);

    private static readonly (ServerFrame Frame, string Json)[] Frames =
    [
        (new LoginReceipt("1", "alice", "s1", 30, 1000, 99, 65536, 8192, "none", null, null, 7),
            "{\"type\":\"receipt\",\"re\":\"1\",\"userId\":\"alice\",\"session\":\"s1\",\"version\":2,\"heartbeat\":30,\"time\":1000,"
            + "\"rev\":99,\"contacts\":7,\"limits\":{\"frame\":65536,\"text\":8192},\"upgrade\":{\"level\":\"none\"}}"),
        (new LoginReceipt(null, "alice", "s1", 30, 1000, 0, 65536, 8192, "soft", "2.0", "https://x/?a=1&b=<2>"),
            "{\"type\":\"receipt\",\"userId\":\"alice\",\"session\":\"s1\",\"version\":2,\"heartbeat\":30,\"time\":1000,"
            + "\"rev\":0,\"contacts\":0,\"limits\":{\"frame\":65536,\"text\":8192},\"upgrade\":{\"level\":\"soft\",\"latest\":\"2.0\","
            + "\"url\":\"https://x/?a=1&b=<2>\"}}"),
        (new SendReceipt("7", "d:alice:bob", 42, 1000, false),
            "{\"type\":\"receipt\",\"re\":\"7\",\"conversation\":\"d:alice:bob\",\"seq\":42,\"messageId\":\"d:alice:bob:42\","
            + "\"time\":1000,\"dup\":false}"),
        (new HeartbeatAnswer(null, 1000, 5), "{\"type\":\"heartbeat\",\"time\":1000,\"rev\":5}"),
        (new HeartbeatAnswer("h", 1000, 5), "{\"type\":\"heartbeat\",\"re\":\"h\",\"time\":1000,\"rev\":5}"),
        (new ErrorFrame("7", ErrorCode.RateLimited, "Slower.", 500),
            "{\"type\":\"error\",\"re\":\"7\",\"code\":\"rate_limited\",\"message\":\"Slower.\",\"retryAfter\":500}"),
        (new ErrorFrame(null, ErrorCode.Invalid, "'id' is missing.", 0),
            "{\"type\":\"error\",\"code\":\"invalid\",\"message\":\"'id' is missing.\"}"),
        (new ActionReceipt("7", "read", "d:alice:bob", 42, 0, 0),
            "{\"type\":\"receipt\",\"re\":\"7\",\"conversation\":\"d:alice:bob\",\"seq\":42}"),
        (new ActionReceipt("7", "read", "d:alice:ghost", 0, 0, 0),
            "{\"type\":\"receipt\",\"re\":\"7\",\"conversation\":\"d:alice:ghost\",\"seq\":0}"),
        (new ActionReceipt("7", "recall", "d:alice:bob", 43, 1000, 42),
            "{\"type\":\"receipt\",\"re\":\"7\",\"conversation\":\"d:alice:bob\",\"seq\":43,\"time\":1000}"),
        (new ActionReceipt("嗨\"", "logout", null, 0, 0, 0), "{\"type\":\"receipt\",\"re\":\"嗨\\\"\"}"),
        (new GroupReceipt("7", "G", "g:G", 1, 1000, true),
            "{\"type\":\"receipt\",\"re\":\"7\",\"group\":\"G\",\"conversation\":\"g:G\",\"seq\":1,\"time\":1000,\"dup\":true}"),
        (new GroupReceipt("7", "G", "g:G", 0, 1000, false, Pending: true),
            "{\"type\":\"receipt\",\"re\":\"7\",\"group\":\"G\",\"conversation\":\"g:G\",\"time\":1000,\"dup\":false,\"pending\":true}"),
        (new GroupInfoReceipt(
                "7", "G", "Team", null, null, "alice", 3, 1, MemberRole.Member, 0, default, 1000, JoinBy.Invite, 0, null, null, 0, []),
            "{\"type\":\"receipt\",\"re\":\"7\",\"group\":\"G\",\"conversation\":\"g:G\",\"name\":\"Team\",\"owner\":\"alice\",\"members\":3,"
            + "\"admins\":1,\"role\":\"member\",\"joinBy\":\"invite\",\"history\":0,\"muteAll\":false,\"slow\":0,\"created\":1000}"),
        (new GroupInfoReceipt(
                "7", "G", "Team", "soon", "m1", "alice", 3, 1, MemberRole.Owner, 9, new GroupRules(true, 30), 1000, JoinBy.Link, -1, 2, "abc", 77, [9, 7]),
            "{\"type\":\"receipt\",\"re\":\"7\",\"group\":\"G\",\"conversation\":\"g:G\",\"name\":\"Team\",\"announcement\":\"soon\","
            + "\"portrait\":\"m1\",\"owner\":\"alice\",\"members\":3,\"admins\":1,\"role\":\"owner\",\"mutedUntil\":9,\"joinBy\":\"link\","
            + "\"history\":\"all\",\"muteAll\":true,\"slow\":30,\"created\":1000,\"requests\":2,\"link\":\"abc\",\"expires\":77,\"pins\":[9,7]}"),
        (new GroupMembersReceipt("7", "G", [new("alice", MemberRole.Owner, 0), new("bob", MemberRole.Member, 9)], true),
            "{\"type\":\"receipt\",\"re\":\"7\",\"group\":\"G\",\"items\":[{\"user\":\"alice\",\"role\":\"owner\"},"
            + "{\"user\":\"bob\",\"role\":\"member\",\"mutedUntil\":9}],\"more\":true}"),
        (new GroupRequestsReceipt("7", "G", [new("eve", "bob", "hi", 5)], false),
            "{\"type\":\"receipt\",\"re\":\"7\",\"group\":\"G\",\"items\":[{\"user\":\"eve\",\"by\":\"bob\",\"text\":\"hi\",\"time\":5}],\"more\":false}"),
        (new GroupLinkReceipt("7", "G", "abc", 77), "{\"type\":\"receipt\",\"re\":\"7\",\"group\":\"G\",\"link\":\"abc\",\"expires\":77}"),
        (new GroupLinkReceipt("7", "G", null, 0), "{\"type\":\"receipt\",\"re\":\"7\",\"group\":\"G\"}"),
        (new GroupRequestPush("G", new("eve", "eve", "", 5)),
            "{\"type\":\"group.request\",\"group\":\"G\",\"user\":\"eve\",\"by\":\"eve\",\"text\":\"\",\"time\":5}"),
        (new ReadPush("d:alice:bob", "bob", 42), "{\"type\":\"read\",\"conversation\":\"d:alice:bob\",\"user\":\"bob\",\"seq\":42}"),
        (new ConversationPush("d:alice:bob", new(true, 3, true, true, true, 9, "he said \"", 4), [1, 7]),
            "{\"type\":\"conversation\",\"conversation\":\"d:alice:bob\",\"pinned\":true,\"noDisturb\":3,\"archived\":true,\"unreadMark\":true,"
            + "\"removed\":true,\"draft\":\"he said \\\"\",\"clearedSeq\":9,\"deletes\":4,\"deleted\":[1,7]}"),
        (new ConversationReceipt("7", "d:alice:bob", ConversationSettings.None),
            "{\"type\":\"receipt\",\"re\":\"7\",\"conversation\":\"d:alice:bob\",\"pinned\":false,\"noDisturb\":1,\"archived\":false,"
            + "\"unreadMark\":false,\"removed\":false,\"draft\":\"\",\"clearedSeq\":0,\"deletes\":0}"),
        (new DeleteReceipt("7", "d:alice:bob", 3), "{\"type\":\"receipt\",\"re\":\"7\",\"conversation\":\"d:alice:bob\",\"deletes\":3}"),
        (new DeletedReceipt("7", "d:alice:bob", [1, 7], true),
            "{\"type\":\"receipt\",\"re\":\"7\",\"conversation\":\"d:alice:bob\",\"seqs\":[1,7],\"more\":true}"),
        (new DeletedReceipt("7", "d:alice:bob", [], false),
            "{\"type\":\"receipt\",\"re\":\"7\",\"conversation\":\"d:alice:bob\",\"seqs\":[],\"more\":false}"),
        (new DeliveredPush("d:alice:bob", "bob", 42), "{\"type\":\"delivered\",\"conversation\":\"d:alice:bob\",\"user\":\"bob\",\"seq\":42}"),
        (new ReadersReceipt("7", "d:alice:bob", 5, [], 0, 1, 1),
            "{\"type\":\"receipt\",\"re\":\"7\",\"conversation\":\"d:alice:bob\",\"seq\":5,\"users\":[],\"count\":0,\"members\":1,\"delivered\":1}"),
        (new ReadersReceipt("7", "g:G", 5, ["bob", "carol"], 2, 9),
            "{\"type\":\"receipt\",\"re\":\"7\",\"conversation\":\"g:G\",\"seq\":5,\"users\":[\"bob\",\"carol\"],\"count\":2,\"members\":9}"),
        (new ReadersReceipt("7", "g:G", 5, null, 2, 900),
            "{\"type\":\"receipt\",\"re\":\"7\",\"conversation\":\"g:G\",\"seq\":5,\"count\":2,\"members\":900}"),
        (new SettingsReceipt("7", new OwnRules(false, Audience.Nobody, Audience.Everyone, Audience.Contacts)),
            "{\"type\":\"receipt\",\"re\":\"7\",\"readReceipts\":false,\"write\":\"nobody\",\"add\":\"everyone\",\"presence\":\"contacts\"}"),
        (new SettingsPush(OwnRules.Open),
            "{\"type\":\"settings\",\"readReceipts\":true,\"write\":\"everyone\",\"add\":\"everyone\",\"presence\":\"everyone\"}"),
        (new ScheduleReceipt("7", "d:alice:bob", "c1", 1000, false),
            "{\"type\":\"receipt\",\"re\":\"7\",\"conversation\":\"d:alice:bob\",\"clientId\":\"c1\",\"at\":1000,\"dup\":false}"),
        (new ScheduleReceipt("7", "d:alice:bob", "c1", 0, false),
            "{\"type\":\"receipt\",\"re\":\"7\",\"conversation\":\"d:alice:bob\",\"clientId\":\"c1\"}"),
        (new ScheduleListReceipt("7", [Later, Later with { Code = ErrorCode.NotMember, Draft = Later.Draft with { Mentions = ["*"], ReplyTo = 0, Silent = false } }], "1000 d:alice:bob c\n"),
            "{\"type\":\"receipt\",\"re\":\"7\",\"items\":[{\"conversation\":\"d:alice:bob\"," + LaterJson + "},{\"conversation\":\"d:alice:bob\","
            + "\"clientId\":\"c1\",\"at\":1000,\"content\":{\"x\":1},\"mentions\":\"all\",\"expire\":30,\"code\":\"not_member\"}],\"next\":\"1000 d:alice:bob c\\n\",\"more\":true}"),
        (new ScheduleListReceipt("7", [], null), "{\"type\":\"receipt\",\"re\":\"7\",\"items\":[],\"more\":false}"),
        (new SchedulePush(ScheduleEvent.Set, Later, 0), "{\"type\":\"schedule\",\"event\":\"set\",\"conversation\":\"d:alice:bob\"," + LaterJson + "}"),
        (new SchedulePush(ScheduleEvent.Sent, Later with { Draft = Later.Draft with { Content = default, Mentions = null } }, 5),
            "{\"type\":\"schedule\",\"event\":\"sent\",\"conversation\":\"d:alice:bob\",\"clientId\":\"c1\",\"at\":1000,\"seq\":5}"),
        (new MessagesPush([One, Two]), "{\"type\":\"messages\",\"items\":[{\"seq\":1},{\"seq\":2}]}"),
        (new HistoryReceipt("7", "g:G", [One], true),
            "{\"type\":\"receipt\",\"re\":\"7\",\"conversation\":\"g:G\",\"items\":[{\"seq\":1}],\"more\":true}"),
        (new HistoryReceipt("7", "g:G", [], false),
            "{\"type\":\"receipt\",\"re\":\"7\",\"conversation\":\"g:G\",\"items\":[],\"more\":false}"),
        (new SearchReceipt("7", [One], "1000.1.7"), "{\"type\":\"receipt\",\"re\":\"7\",\"items\":[{\"seq\":1}],\"next\":\"1000.1.7\",\"more\":true}"),
        (new SearchReceipt("7", [], null), "{\"type\":\"receipt\",\"re\":\"7\",\"items\":[],\"more\":false}"),
        (new VersionsReceipt("7", "g:G", 5, [new(5, 1000, "{\"x\":1}"u8.ToArray()), new(7, 2000, "{\"x\":2}"u8.ToArray())], true),
            "{\"type\":\"receipt\",\"re\":\"7\",\"conversation\":\"g:G\",\"seq\":5,\"items\":[{\"seq\":5,\"time\":1000,\"content\":{\"x\":1}},"
            + "{\"seq\":7,\"time\":2000,\"content\":{\"x\":2}}],\"more\":true}"),
        (new ForwardReceipt("7", [new("d:a:b", [5, 6], 1000, ErrorCode.None, null), new("g:G", [], 0, ErrorCode.NotMember, "Not in.")]),
            "{\"type\":\"receipt\",\"re\":\"7\",\"items\":[{\"conversation\":\"d:a:b\",\"seqs\":[5,6],\"time\":1000},"
            + "{\"conversation\":\"g:G\",\"code\":\"not_member\",\"message\":\"Not in.\"}]}"),
        (new VersionsReceipt("7", "g:G", 5, [], false),
            "{\"type\":\"receipt\",\"re\":\"7\",\"conversation\":\"g:G\",\"seq\":5,\"items\":[],\"more\":false}"),
        (new ConversationsReceipt("7", [Line, new("g:G", 0, 0, 0, 0, null, true)], "CURSOR", 12, 2),
            "{\"type\":\"receipt\",\"re\":\"7\",\"items\":[{\"conversation\":\"d:alice:bob\",\"head\":57,\"unread\":12,\"mentioned\":1,"
            + "\"readSeq\":45,\"last\":{\"seq\":2},\"pinned\":false,\"noDisturb\":1,\"archived\":false,\"unreadMark\":false},{\"conversation\":\"g:G\","
            + "\"head\":0,\"unread\":0,\"mentioned\":0,\"readSeq\":0,\"left\":true,\"pinned\":false,\"noDisturb\":1,"
            + "\"archived\":false,\"unreadMark\":false}],\"next\":\"CURSOR\",\"more\":true,\"total\":{\"unread\":12,\"conversations\":2}}"),
        (new ConversationsReceipt("7", [], null, 0, 0),
            "{\"type\":\"receipt\",\"re\":\"7\",\"items\":[],\"more\":false,\"total\":{\"unread\":0,\"conversations\":0}}"),
        (new OfflinePush([new(Line, [One, Two], true), new(Line, [], false)], 31, 4, true),
            "{\"type\":\"offline\",\"conversations\":[{\"conversation\":\"d:alice:bob\",\"head\":57,\"unread\":12,\"mentioned\":1,"
            + "\"readSeq\":45,\"last\":{\"seq\":2},\"pinned\":false,\"noDisturb\":1,\"archived\":false,\"unreadMark\":false,\"messages\":[{\"seq\":1},{\"seq\":2}],\"more\":true},"
            + "{\"conversation\":\"d:alice:bob\",\"head\":57,\"unread\":12,\"mentioned\":1,\"readSeq\":45,\"last\":{\"seq\":2},\"pinned\":false,\"noDisturb\":1,\"archived\":false,\"unreadMark\":false,"
            + "\"messages\":[],\"more\":false}],\"total\":{\"unread\":31,\"conversations\":4},\"more\":true}"),
        (new OfflinePush([], 0, 0, false),
            "{\"type\":\"offline\",\"conversations\":[],\"total\":{\"unread\":0,\"conversations\":0},\"more\":false}"),
        (new TypingPush("d:alice:bob", "bob"), "{\"type\":\"typing\",\"conversation\":\"d:alice:bob\",\"user\":\"bob\"}"),
        (new ContactReceipt("7", Bob, 3, false, "d:alice:bob", 2),
            "{\"type\":\"receipt\",\"re\":\"7\",\"contact\":" + BobJson + ",\"rev\":3,\"dup\":false,\"conversation\":\"d:alice:bob\",\"seq\":2}"),
        (new ContactReceipt("7", new ContactLine("bob", ContactSide.Stranger), 0, true, null, 0),
            "{\"type\":\"receipt\",\"re\":\"7\",\"contact\":{\"user\":\"bob\",\"state\":\"none\",\"star\":false,\"blocked\":false},\"dup\":true}"),
        (new ContactsReceipt("7", [Bob, Bob], "bob", 3),
            "{\"type\":\"receipt\",\"re\":\"7\",\"items\":[" + BobJson + "," + BobJson + "],\"next\":\"bob\",\"more\":true,\"rev\":3}"),
        (new ProfilesReceipt("7", [new("bob", "B\n", "m1", "{}"), Profile.Empty("carol")]),
            "{\"type\":\"receipt\",\"re\":\"7\",\"items\":[{\"user\":\"bob\",\"name\":\"B\\n\",\"portrait\":\"m1\",\"custom\":\"{}\"},{\"user\":\"carol\"}]}"),
        (new PresenceReceipt("7", [new("bob", ClassSet.Of(DeviceClass.Mobile, DeviceClass.Bot), 17), PresenceLine.Hidden("carol")]),
            "{\"type\":\"receipt\",\"re\":\"7\",\"items\":[{\"user\":\"bob\",\"online\":true,\"classes\":[\"mobile\",\"bot\"],\"lastSeen\":17},"
            + "{\"user\":\"carol\",\"online\":false,\"classes\":[],\"lastSeen\":0}]}"),
        (new PresenceReceipt("7", []), "{\"type\":\"receipt\",\"re\":\"7\",\"items\":[]}"),
        (new PresencePush(new("bob", ClassSet.Of(DeviceClass.Tablet, DeviceClass.Desktop, DeviceClass.Web), 17)),
            "{\"type\":\"presence\",\"user\":\"bob\",\"online\":true,\"classes\":[\"tablet\",\"desktop\",\"web\"],\"lastSeen\":17}"),
        (new ContactsReceipt("7", [], null, 0), "{\"type\":\"receipt\",\"re\":\"7\",\"items\":[],\"more\":false,\"rev\":0}"),
        (new ContactPush("alice", ContactEvent.Accept, "bob", Bob, 3),
            "{\"type\":\"contact\",\"event\":\"accept\",\"by\":\"bob\",\"contact\":" + BobJson + ",\"rev\":3}"),
        (new CloseFrame(CloseCode.Draining, "Going down.", true, 1500),
            "{\"type\":\"close\",\"code\":\"draining\",\"message\":\"Going down.\",\"retry\":true,\"retryAfter\":1500}"),
        (new CloseFrame(CloseCode.Kicked, "Another phone.", false, 0, null, "phone-2"),
            "{\"type\":\"close\",\"code\":\"kicked\",\"message\":\"Another phone.\",\"retry\":false,\"device\":\"phone-2\"}"),
        (new CloseFrame(CloseCode.UpgradeRequired, "Too old.", false, 0, "https://x/"),
            "{\"type\":\"close\",\"code\":\"upgrade_required\",\"message\":\"Too old.\",\"retry\":false,\"url\":\"https://x/\"}"),
        (new CallPush("d:alice:bob", Ringing), "{\"type\":\"call\",\"call\":\"0a:d:alice:bob\",\"event\":\"invite\",\"conversation\":\"d:alice:bob\",\"by\":\"alice\","
            + "\"from\":\"alice\",\"media\":\"video\",\"time\":1000,\"until\":61000,\"sdp\":{\"a\":1}}"),
        (new CallPush("d:alice:bob", Ringing with { Event = CallEvent.State, By = "", AnsweredAt = 2000, RingUntil = 0, Payload = default, Parties = [new("alice", PartyState.In, "p", 0), new("bob", PartyState.Rung, "", 5)] }),
            "{\"type\":\"call\",\"call\":\"0a:d:alice:bob\",\"event\":\"state\",\"conversation\":\"d:alice:bob\",\"from\":\"alice\",\"media\":\"video\",\"time\":1000,\"answered\":2000,"
            + "\"parties\":[{\"user\":\"alice\",\"state\":\"in\",\"device\":\"p\"},{\"user\":\"bob\",\"state\":\"ringing\"}]}"),
        (new CallPush("d:alice:bob", Ringing with { Event = CallEvent.Signal }),
            "{\"type\":\"call\",\"call\":\"0a:d:alice:bob\",\"event\":\"signal\",\"conversation\":\"d:alice:bob\",\"by\":\"alice\",\"data\":{\"a\":1}}"),
        (new CallPush("d:alice:bob", Ringing with { Event = CallEvent.Hangup, Payload = default, Outcome = CallOutcome.Ended, Duration = 5 }),
            "{\"type\":\"call\",\"call\":\"0a:d:alice:bob\",\"event\":\"hangup\",\"conversation\":\"d:alice:bob\",\"by\":\"alice\",\"outcome\":\"ended\",\"duration\":5}"),
        (new CallReceipt("7", true, Ringing with { Event = CallEvent.State, Outcome = CallOutcome.Busy }),
            "{\"type\":\"receipt\",\"re\":\"7\",\"call\":\"0a:d:alice:bob\",\"dup\":true,\"until\":61000,\"outcome\":\"busy\"}"),
        (new IceServersReceipt("7", [new(["stun:a", "stun:b"]), new(["turn:c"], "1:alice", "x=")], 60),
            "{\"type\":\"receipt\",\"re\":\"7\",\"servers\":[{\"urls\":[\"stun:a\",\"stun:b\"]},{\"urls\":[\"turn:c\"],\"username\":\"1:alice\",\"credential\":\"x=\"}],\"seconds\":60}"),
    ];

    public static TheoryData<int> Indexes() => [.. Enumerable.Range(0, Frames.Length)];

    [Theory]
    [MemberData(nameof(Indexes))]
    public void Each_frame_is_written_byte_for_byte(int index) =>
        Assert.Equal([Frames[index].Json], Wire.Write(Wire.Native, Frames[index].Frame));

    [Theory]
    [MemberData(nameof(Indexes))]
    public void The_estimate_is_never_below_the_truth(int index) =>
        Assert.InRange(
            Encoding.UTF8.GetByteCount(Frames[index].Json), 0, NativeCodec.EstimateSize(Frames[index].Frame));

    [Fact]
    public void The_estimate_of_a_page_is_close_to_the_truth()
    {
        var item = new MessageItem(1, ContentKind.Text, new byte[400]);
        var frame = new OfflinePush(
            [.. Enumerable.Range(0, 20).Select(_ => new OfflineConversation(Line, [.. Enumerable.Repeat(item, 50)], false))], 1, 1, false);
        using var buffer = new FrameBuffer(FramingKind.Undecided);
        Wire.Native.Write(frame, buffer);
        Assert.InRange(NativeCodec.EstimateSize(frame), buffer.Written.Length, buffer.Written.Length * 1.1);
    }

    [Fact]
    public void The_estimate_holds_for_many_short_lines_with_long_numbers()
    {
        const long Most = (1L << 53) - 1;
        var lines = Enumerable.Repeat(new ConversationSummary("g:G", Most, Most, Most, Most, null, true), 200).ToArray();
        foreach (var frame in new ServerFrame[]
        {
            new ConversationsReceipt("7", lines, "CURSOR", Most, int.MaxValue),
            new OfflinePush([.. lines.Select(line => new OfflineConversation(line, [], false))], Most, int.MaxValue, false),
        })
        {
            Assert.InRange(Wire.Write(Wire.Native, frame).Single().Length, 0, NativeCodec.EstimateSize(frame));
        }
    }

    [Fact]
    public void The_deepest_content_in_the_deepest_frame_stays_within_16_levels()
    {
        var content = "{\"type\":\"custom\",\"data\":" + new string('[', 10) + new string(']', 10) + "}";
        var item = new MessageItem(1, ContentKind.Custom, Wire.Bytes("{\"seq\":1,\"content\":" + content + "}"));
        var json = Wire.Write(Wire.Native, new OfflinePush([new(Line, [item], false)], 1, 1, false)).Single();
        using var parsed = JsonDocument.Parse(json, new JsonDocumentOptions { MaxDepth = 16 });
        Assert.ThrowsAny<JsonException>(() => JsonDocument.Parse(json, new JsonDocumentOptions { MaxDepth = 15 }));
    }

    [Fact]
    public void Every_kind_of_frame_has_a_form()
    {
        var kinds = typeof(ServerFrame).Assembly.GetTypes().Where(type => type.IsSubclassOf(typeof(ServerFrame)));
        Assert.Empty(kinds.Except(Frames.Select(frame => frame.Frame.GetType())));
    }

    [Fact]
    public void Every_code_has_its_word()
    {
        Assert.Equal(
            Enum.GetNames<ErrorCode>().Select(SnakeCase), Enum.GetValues<ErrorCode>().Select(WireNames.Of));
        Assert.Equal(
            Enum.GetNames<CloseCode>().Select(SnakeCase), Enum.GetValues<CloseCode>().Select(WireNames.Of));

        Assert.Equal(
            Enum.GetNames<CallOutcome>().Select(SnakeCase), Enum.GetValues<CallOutcome>().Select(WireNames.Of));
        Assert.Equal(
            Enum.GetNames<PartyState>().Select(SnakeCase).Select(static name => name == "rung" ? "ringing" : name), Enum.GetValues<PartyState>().Select(WireNames.Of));
        Assert.Equal(
            Enum.GetNames<CallEvent>().Select(SnakeCase).Select(static name => name == "elsewhere" ? "answered_elsewhere" : name),
            Enum.GetValues<CallEvent>().Select(WireNames.Of));

        static string SnakeCase(string name) =>
            string.Concat(name.Select((letter, at) => char.IsUpper(letter) && at > 0 ? "_" + letter : letter.ToString())).ToLowerInvariant();
    }

    [Theory]
    [InlineData("\0\u001f\u007f\u2028", "\\u0000\\u001f\u007f\u2028")]
    [InlineData("\b\f\r\t", "\\b\\f\\r\\t")]
    public void Whatever_a_string_holds_the_frame_stays_json(string message, string expected) =>
        Assert.Equal(
            ["{\"type\":\"error\",\"code\":\"busy\",\"message\":\"" + expected + "\"}"],
            Wire.Write(Wire.Native, new ErrorFrame(null, ErrorCode.Busy, message, 0)));

    [Fact]
    public void Half_a_surrogate_pair_becomes_the_replacement_character() =>
        Assert.Equal(
            ["{\"type\":\"error\",\"code\":\"busy\",\"message\":\"a\uFFFDb\"}"],
            Wire.Write(Wire.Native, new ErrorFrame(null, ErrorCode.Busy, "a\ud800b", 0)));

    [Fact]
    public void Long_strings_are_cut_into_chunks_without_splitting_a_character()
    {
        for (var shift = 0; shift < 3; shift++)
        {
            var message = new string('x', shift) + string.Concat(Enumerable.Repeat("😀", 3000));
            Assert.Equal(
                ["{\"type\":\"error\",\"code\":\"busy\",\"message\":\"" + message + "\"}"],
                Wire.Write(Wire.Native, new ErrorFrame(null, ErrorCode.Busy, message, 0)));
        }
    }
}
