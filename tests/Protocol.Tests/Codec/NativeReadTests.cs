using OrleansIm.Domain;
using OrleansIm.Domain.Calls;
using OrleansIm.Domain.Conversations;
using OrleansIm.Domain.Groups;
using OrleansIm.Domain.Identity;
using OrleansIm.Domain.Messages;
using OrleansIm.Protocol.Codec;
using OrleansIm.Protocol.Frames.Client;
using OrleansIm.Protocol.Frames.Client.Calls;
using OrleansIm.Protocol.Frames.Client.Groups;
using OrleansIm.Protocol.Tests.Support;

namespace OrleansIm.Protocol.Tests.Codec;

public sealed class NativeReadTests
{
    [Fact]
    public void A_full_login_is_read() =>
        Assert.Equal(
            new LoginFrame("1", 2, "JWT", "phone-1", DeviceClass.Tablet, "1.4.0", 30, true, null, 0),
            Read<LoginFrame>(
                "{\"type\":\"login\",\"id\":\"1\",\"version\":2,\"token\":\"JWT\",\"device\":{\"id\":\"phone-1\",\"class\":\"tablet\","
                + "\"app\":\"1.4.0\"},\"heartbeat\":30,\"background\":true}"));

    [Fact]
    public void A_device_may_want_to_hear_what_has_arrived()
    {
        const string Login = "{\"type\":\"login\",\"version\":2,\"token\":\"t\",\"device\":{\"id\":\"d\",\"delivered\":";
        Assert.True(Read<LoginFrame>(Login + "true}}").Delivered);
        Assert.False(Read<LoginFrame>(Login + "false}}").Delivered);
        Assert.Equal(ErrorCode.Invalid, Read<RefusedFrame>(Login + "1}}").Code);
    }

    [Fact]
    public void The_smallest_login_is_a_mobile_one() =>
        Assert.Equal(
            new LoginFrame(null, 2, "t", "d", DeviceClass.Mobile, "", 0, false, null, 0),
            Read<LoginFrame>("{\"type\":\"login\",\"version\":2,\"token\":\"t\",\"device\":{\"id\":\"d\"}}"));

    [Theory]
    [InlineData("\"iOS\"", "iOS")]
    [InlineData("\"\"", "")]
    [InlineData("17", "")]
    [InlineData("null", "")]
    [InlineData("\"\\u0000\"", "")]
    [InlineData("\"0123456789012345678901234567890123456789012345678901234567890123\"", "0123456789012345678901234567890123456789012345678901234567890123")]
    [InlineData("\"01234567890123456789012345678901234567890123456789012345678901234\"", "")]
    public void Where_the_app_runs_is_free_text_and_no_login_fails_by_it(string sent, string platform) =>
        Assert.Equal(
            platform,
            Read<LoginFrame>("{\"type\":\"login\",\"version\":2,\"token\":\"t\",\"device\":{\"id\":\"d\",\"platform\":" + sent + "}}").Platform);

    [Fact]
    public void Stated_capabilities_hold_tips_and_recalls_and_ignore_what_is_unknown()
    {
        var frame = Read<LoginFrame>(
            "{\"type\":\"login\",\"version\":2,\"token\":\"t\",\"device\":{\"id\":\"d\"},\"capabilities\":[\"text\",\"hologram\",\"\\u0000\"]}");
        Assert.Equal(
            ContentKinds.Bit(ContentKind.Text) | ContentKinds.Bit(ContentKind.Tip) | ContentKinds.Bit(ContentKind.Recall),
            frame.Capabilities);
    }

    [Theory]
    [InlineData("1", 1)]
    [InlineData("0", 1)]
    [InlineData("-5", 1)]
    [InlineData("9000000000", int.MaxValue)]
    public void A_proposed_heartbeat_is_never_mistaken_for_none(string given, int expected) =>
        Assert.Equal(
            expected,
            Read<LoginFrame>(
                "{\"type\":\"login\",\"version\":2,\"token\":\"t\",\"device\":{\"id\":\"d\"},\"heartbeat\":" + given + "}").Heartbeat);

    [Fact]
    public void Session_frames_are_read()
    {
        Assert.Equal(new HeartbeatFrame((string?)null), Read<HeartbeatFrame>("{\"type\":\"heartbeat\"}"));
        Assert.Equal(new HeartbeatFrame("h"), Read<HeartbeatFrame>("{\"type\":\"heartbeat\",\"id\":\"h\"}"));
        Assert.Equal(new StateFrame(null, true), Read<StateFrame>("{\"type\":\"state\",\"background\":true}"));
        Assert.Equal(new LogoutFrame("9", false), Read<LogoutFrame>("{\"type\":\"logout\",\"id\":\"9\"}"));
        Assert.Equal(new LogoutFrame(null, true), Read<LogoutFrame>("{\"forget\":true,\"type\":\"logout\"}"));
    }

    [Theory]
    [InlineData("\"to\":{\"user\":\"bob\"}", "bob", null, null)]
    [InlineData("\"to\":{\"group\":\"G1\"}", null, "G1", null)]
    [InlineData("\"to\":{\"group\":\"g:G1\"}", null, "G1", null)]
    [InlineData("\"to\":{\"conversation\":\"d:alice:bob\"}", null, null, "d:alice:bob")]
    [InlineData("\"to\":\"g:G1\"", null, null, "g:G1")]
    [InlineData("\"conversation\":\"d:alice:bob\"", null, null, "d:alice:bob")]
    [InlineData("\"to\":null,\"conversation\":\"d:alice:bob\"", null, null, "d:alice:bob")]
    public void A_send_names_its_receiver_in_every_documented_way(string to, string? user, string? group, string? conversation) =>
        Assert.Equal(
            new Target(user, group, conversation),
            Read<SendFrame>(Send(to)).To);

    [Fact]
    public void A_send_carries_everything_it_may()
    {
        var frame = Read<SendFrame>(
            Send("\"to\":{\"user\":\"bob\"},\"mentions\":[\"bob\",\"carol\",\"bob\"],\"replyTo\":41,\"silent\":true"));
        Assert.Equal("7", frame.Id);
        Assert.Equal("c-1", frame.ClientId);
        Assert.Equal(ContentKind.Text, frame.Kind);
        Assert.Equal("{\"type\":\"text\",\"text\":\"hi\"}"u8.ToArray(), frame.Content.ToArray());
        Assert.Equal(["bob", "carol"], frame.Mentions!);
        Assert.Equal(41, frame.ReplyTo);
        Assert.True(frame.Silent);
        Assert.Null(frame.ClaimedUser);
    }

    [Theory]
    [InlineData("\"mentions\":\"all\"", "*")]
    [InlineData("\"mentions\":[\"all\"]", "all")]
    [InlineData("\"mentions\":[]", null)]
    [InlineData("\"mentions\":null", null)]
    public void All_is_a_word_and_a_list_holds_names(string mentions, string? expected) =>
        Assert.Equal(expected is null ? null : [expected], Read<SendFrame>(Send("\"to\":{\"user\":\"bob\"}," + mentions)).Mentions);

    [Fact]
    public void Acks_are_read_in_order()
    {
        var frame = Read<AckFrame>(
            "{\"type\":\"ack\",\"items\":[{\"conversation\":\"d:a:b\",\"seq\":3},{\"seq\":1.0,\"x\":[],\"conversation\":\"g:G\"}]}");
        Assert.Equal([new AckItem("d:a:b", 3), new AckItem("g:G", 1)], frame.Items);
    }

    [Fact]
    public void Pages_are_asked_for()
    {
        Assert.Equal(
            new HistoryFrame("1", "d:a:b", 0, 0, 200),
            Read<HistoryFrame>("{\"type\":\"history\",\"id\":\"1\",\"conversation\":\"d:a:b\",\"after\":0,\"limit\":200}"));
        Assert.Equal(
            new HistoryFrame("1", "d:a:b", 9007199254740991, -1, 50),
            Read<HistoryFrame>("{\"type\":\"history\",\"id\":\"1\",\"conversation\":\"d:a:b\",\"before\":9007199254740991}"));
        Assert.Equal(
            new HistoryFrame("1", "d:a:b", 0, -1, 50),
            Read<HistoryFrame>("{\"type\":\"history\",\"id\":\"1\",\"conversation\":\"d:a:b\"}"));
        Assert.Equal(
            new ConversationsFrame("1", "CURSOR", 7),
            Read<ConversationsFrame>("{\"type\":\"conversations\",\"id\":\"1\",\"after\":\"CURSOR\",\"limit\":7}"));
        Assert.Equal(new ConversationsFrame("1", null, 50), Read<ConversationsFrame>("{\"type\":\"conversations\",\"id\":\"1\"}"));
    }

    [Fact]
    public void Recall_and_read_name_a_message()
    {
        Assert.Equal(
            new RecallFrame("1", "d:a:b", 5), Read<RecallFrame>("{\"type\":\"recall\",\"id\":\"1\",\"conversation\":\"d:a:b\",\"seq\":5}"));
        Assert.Equal(
            new ReadFrame(null, "g:G", 5), Read<ReadFrame>("{\"type\":\"read\",\"conversation\":\"g:G\",\"seq\":5}"));
    }

    [Fact]
    public void An_edit_has_its_text_in_canonical_form()
    {
        var edit = Read<EditFrame>(
            "{\"type\":\"edit\",\"id\":\"1\",\"conversation\":\"d:a:b\",\"seq\":5,\"content\":{\"text\":\"n\\u0065w\",\"x\":1,\"type\":\"text\"}}");
        Assert.Equal(("1", "d:a:b", 5L), (edit.Id!, edit.Conversation, edit.Seq));
        Assert.Equal("{\"type\":\"text\",\"text\":\"new\"}"u8.ToArray(), edit.Content.ToArray());
    }

    [Fact]
    public void A_reaction_is_set_or_taken_back()
    {
        Assert.Equal(
            new ReactFrame("1", "d:a:b", 5, "\ud83d\udc4d", true),
            Read<ReactFrame>("{\"type\":\"react\",\"id\":\"1\",\"conversation\":\"d:a:b\",\"seq\":5,\"emoji\":\"\\ud83d\\udc4d\",\"op\":\"add\"}"));
        Assert.Equal(
            new ReactFrame(null, "g:G", 5, "+1", false),
            Read<ReactFrame>("{\"type\":\"react\",\"conversation\":\"g:G\",\"seq\":5,\"emoji\":\"+1\",\"op\":\"remove\"}"));
    }

    [Fact]
    public void A_forward_names_messages_and_targets_in_their_order()
    {
        var frame = Read<ForwardFrame>(
            "{\"type\":\"forward\",\"id\":\"1\",\"clientId\":\"k\",\"from\":\"d:a:b\",\"seqs\":[5,3,4.0],"
            + "\"to\":[{\"user\":\"bob\"},{\"group\":\"g:G\"},{\"conversation\":\"d:a:c\"}],\"merge\":true,\"title\":\"t\"}");
        Assert.Equal(("1", "k", "d:a:b", true, "t"), (frame.Id!, frame.ClientId, frame.From, frame.Merge, frame.Title!));
        Assert.Equal([5L, 3, 4], frame.Seqs);
        Assert.Equal([new Target("bob", null, null), new Target(null, "G", null), new Target(null, null, "d:a:c")], frame.To);
        Assert.False(Read<ForwardFrame>(
            "{\"type\":\"forward\",\"id\":\"1\",\"clientId\":\"k\",\"from\":\"d:a:b\",\"seqs\":[5],\"to\":[{\"user\":\"bob\"}]}").Merge);
    }

    [Fact]
    public void Versions_are_asked_for_page_by_page()
    {
        Assert.Equal(
            new VersionsFrame("1", "d:a:b", 5, 0, 50),
            Read<VersionsFrame>("{\"type\":\"edits\",\"id\":\"1\",\"conversation\":\"d:a:b\",\"seq\":5}"));
        Assert.Equal(
            new VersionsFrame("1", "d:a:b", 5, 7, 2),
            Read<VersionsFrame>("{\"type\":\"edits\",\"id\":\"1\",\"conversation\":\"d:a:b\",\"seq\":5,\"after\":7,\"limit\":2}"));
    }

    [Fact]
    public void Group_requests_are_read()
    {
        var create = Read<GroupCreateFrame>(
            "{\"type\":\"group.create\",\"id\":\"1\",\"name\":\"组\",\"members\":[\"bob\",\"bob\"],\"clientId\":\"k\"}");
        Assert.Equal(("1", "组", "k"), (create.Id, create.Name, create.ClientId!));
        Assert.Equal(["bob"], create.Members);
        Assert.Empty(Read<GroupCreateFrame>("{\"type\":\"group.create\",\"id\":\"1\"}").Members);

        foreach (var place in new[] { "\"group\":\"G\"", "\"group\":\"g:G\"", "\"conversation\":\"g:G\"" })
        {
            foreach (var users in new[] { "users", "members" })
            {
                var invite = Read<GroupInviteFrame>("{\"type\":\"group.invite\",\"id\":\"1\"," + place + ",\"" + users + "\":[\"bob\"]}");
                Assert.Equal("G", invite.Group);
                Assert.Equal(["bob"], invite.Users);
            }

            Assert.Equal(new GroupLeaveFrame("1", "G"), Read<GroupLeaveFrame>("{\"type\":\"group.leave\",\"id\":\"1\"," + place + "}"));
        }
    }

    [Fact]
    public void Unknown_fields_are_ignored_whatever_they_hold() =>
        Read<HeartbeatFrame>("{\"x\":\"\\u0000\\ud800\",\"type\":\"heartbeat\",\"\\ud800\":[{\"x\":1e999,\"x\":2}],\"x\":null}");

    [Fact]
    public void Escaped_names_and_words_mean_the_same() =>
        Assert.Equal("7", Read<HeartbeatFrame>("{\"\\u0074ype\":\"he\\u0061rtbeat\",\"i\\u0064\":\"\\u0037\"}").Id);

    [Theory]
    [MemberData(nameof(Pieces))]
    public void A_frame_in_pieces_is_read_like_a_whole_one(int piece)
    {
        var json = Send("\"to\":{\"user\":\"bob\"}");
        var frame = Assert.IsType<SendFrame>(Wire.Native.Read(Wire.InPieces(Wire.Bytes(json), piece)));
        Assert.Equal("bob", frame.To.User);
        Assert.Equal("{\"type\":\"text\",\"text\":\"hi\"}"u8.ToArray(), frame.Content.ToArray());
    }

    public static TheoryData<int> Pieces() => [1, 2, 3, 7, 50];

    [Theory]
    [InlineData("\"lang\":\"zh-CN\",\"device\":{\"id\":\"d\"}", "zh-CN")]
    [InlineData("\"device\":{\"id\":\"d\",\"lang\":\"zh\"}", "zh")]
    [InlineData("\"lang\":\"en\",\"device\":{\"id\":\"d\",\"lang\":\"zh\"}", "zh")]
    [InlineData("\"device\":{\"id\":\"d\"}", null)]
    public void A_login_may_say_in_which_language_it_reads(string fields, string? language) =>
        Assert.Equal(language, Read<LoginFrame>("{\"type\":\"login\",\"version\":2,\"token\":\"t\"," + fields + "}").Language);

    [Fact]
    public void Requests_about_groups_carry_what_they_say()
    {
        Assert.Equal(new GroupMembersFrame("1", "G", "bob", 10), Group<GroupMembersFrame>("members", "\"after\":\"bob\",\"limit\":10"));
        Assert.Equal(new GroupRenameFrame("1", "G", ""), Group<GroupRenameFrame>("rename", "\"name\":\"\""));
        Assert.Equal(new GroupRoleFrame("1", "G", "bob", MemberRole.Admin), Group<GroupRoleFrame>("role", "\"user\":\"bob\",\"role\":\"admin\""));
        Assert.Equal(new GroupRoleFrame("1", "G", "bob", MemberRole.Member), Group<GroupRoleFrame>("role", "\"user\":\"bob\",\"role\":\"member\""));
        Assert.Equal(new GroupMuteFrame("1", "G", "bob", 0), Group<GroupMuteFrame>("mute", "\"user\":\"bob\",\"until\":0"));
        Assert.Equal(new GroupMuteAllFrame("1", "G", true), Group<GroupMuteAllFrame>("muteAll", "\"on\":true"));
        Assert.Equal(new GroupSlowFrame("1", "G", 86400), Group<GroupSlowFrame>("slow", "\"seconds\":86400"));
        Assert.Equal(new GroupSetFrame("1", "G", JoinBy.Approval, null), Group<GroupSetFrame>("set", "\"joinBy\":\"approval\""));
        Assert.Equal(new GroupSetFrame("1", "G", null, -1), Group<GroupSetFrame>("set", "\"history\":\"all\""));
        Assert.Equal(new GroupSetFrame("1", "G", JoinBy.Open, 10000), Group<GroupSetFrame>("set", "\"joinBy\":\"open\",\"history\":10000"));
        Assert.Equal(new GroupJoinFrame("1", "G", "abc", "hi"), Group<GroupJoinFrame>("join", "\"link\":\"abc\",\"text\":\"hi\""));
        Assert.Equal(new GroupLinkFrame("1", "G", 5, true), Group<GroupLinkFrame>("link", "\"expires\":5,\"revoke\":true"));
        Assert.Equal(new GroupApproveFrame("1", "G", "bob", false), Group<GroupApproveFrame>("approve", "\"user\":\"bob\",\"accept\":false"));

        static T Group<T>(string type, string fields)
            where T : ClientFrame => Read<T>("{\"type\":\"group." + type + "\",\"id\":\"1\",\"group\":\"g:G\"," + fields + "}");
    }

    [Fact]
    public void Calls_are_read_with_what_is_opaque_in_one_form()
    {
        const string Id = "0a:d:alice:bob";
        var invite = Read<CallInviteFrame>(
            "{\"type\":\"call.invite\",\"id\":\"1\",\"to\":{\"group\":\"G\"},\"media\":\"video\",\"users\":[\"bob\"],\"sdp\":{ \"a\" : \"\\u0062\" }}");
        Assert.Equal(("1", new Target(null, "G", null), CallMedia.Video), (invite.Id, invite.To, invite.Media));
        Assert.Equal(["bob"], invite.Users!);
        Assert.Equal("{\"a\":\"b\"}", System.Text.Encoding.UTF8.GetString(invite.Offer.Span));

        foreach (var (type, act) in new (string, CallAct)[]
        {
            ("ring", CallAct.Ring), ("accept", CallAct.Accept), ("join", CallAct.Accept), ("reject", CallAct.Reject), ("cancel", CallAct.Cancel),
            ("busy", CallAct.Busy), ("hangup", CallAct.Hangup), ("leave", CallAct.Hangup),
        })
        {
            Assert.Equal(new CallActFrame("1", act, Id, null, default), Read<CallActFrame>($"{{\"type\":\"call.{type}\",\"id\":\"1\",\"call\":\"{Id}\"}}"));
        }

        var signal = Read<CallActFrame>($"{{\"type\":\"call.signal\",\"call\":\"{Id}\",\"to\":\"bob\",\"data\":[1, 2]}}");
        Assert.Equal((null, CallAct.Signal, "bob", "[1,2]"), (signal.Id, signal.Act, signal.To, System.Text.Encoding.UTF8.GetString(signal.Payload.Span)));
        Assert.Equal(new CallServersFrame("1"), Read<CallServersFrame>("{\"type\":\"call.servers\",\"id\":\"1\"}"));
    }

    [Fact]
    public void The_catalog_names_every_request_of_this_release() =>
        Assert.Equal(
            [
                "ack", "call.accept", "call.busy", "call.cancel", "call.hangup", "call.invite", "call.join", "call.leave", "call.reject", "call.ring",
                "call.servers", "call.signal", "clear", "contact.accept", "contact.reject", "contact.remove", "contact.request", "contact.set", "contacts", "conversation.set",
                "conversations", "delete", "deleted", "draft", "edit", "edits", "forward", "group.announce", "group.approve", "group.create", "group.dissolve",
                "group.info", "group.invite", "group.join", "group.kick", "group.leave", "group.link", "group.members", "group.mute",
                "group.muteAll", "group.pin", "group.portrait", "group.rename", "group.requests", "group.role", "group.set", "group.slow", "group.transfer",
                "heartbeat", "history", "login", "logout", "presence.subscribe", "presence.unsubscribe", "profile", "profile.set", "react",
                "read", "readers", "recall", "remove", "schedule.cancel", "schedule.list", "schedule.set", "search", "send", "settings", "state", "typing",
            ],
            NativeCodec.RequestTypes.Order(StringComparer.Ordinal));

    [Theory]
    [InlineData("call.unknown")]
    [InlineData("Send")]
    [InlineData("")]
    [InlineData("\\ud800")]
    [InlineData("aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa")]
    public void What_is_not_known_yet_is_an_unknown_type_and_names_the_request(string type)
    {
        var frame = Read<RefusedFrame>("{\"type\":\"" + type + "\",\"id\":\"7\"}");
        Assert.Equal(("7", ErrorCode.UnknownType), (frame.Id!, frame.Code));
    }

    private static string Send(string rest) =>
        "{\"type\":\"send\",\"id\":\"7\",\"clientId\":\"c-1\",\"content\":{\"type\":\"text\",\"text\":\"hi\"}," + rest + "}";

    private static T Read<T>(string json)
        where T : ClientFrame => Wire.Read<T>(Wire.Native, json);
}
