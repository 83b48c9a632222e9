using OrleansIm.Domain;
using OrleansIm.Domain.Messages;
using OrleansIm.Protocol.Frames.Client;
using OrleansIm.Protocol.Frames.Server;
using OrleansIm.Protocol.Frames.Server.Groups;
using OrleansIm.Protocol.Messages;
using OrleansIm.Protocol.Tests.Support;

namespace OrleansIm.Protocol.Tests.Codec;

public sealed class SeedWriteTests
{
    private const string Head =
        "\"chatType\":\"userChat\",\"fromUserID\":\"bob\",\"toUserID\":\"alice\",\"sendTime\":\"1000\",\"messageID\":\"d:alice:bob:3\",\"seq\":3,";

    private static readonly LogEntry Entry = new()
    {
        Conversation = "d:alice:bob",
        Seq = 3,
        Sender = "bob",
        Time = 1000,
        Kind = ContentKind.Text,
        Content = Wire.Bytes("{\"type\":\"text\",\"text\":\"嗨\"}"),
        Counted = 1,
    };

    [Fact]
    public void Answers_use_the_words_of_version_1()
    {
        AssertWritten(
            new LoginReceipt(null, "alice", "s", 30, 1000, 5, 65536, 8192, "none", null, null),
            "{\"messageType\":\"loginReceipt\",\"toUserID\":\"alice\",\"versionCode\":\"1\",\"sendTime\":\"1000\"}");
        AssertWritten(
            new LoginReceipt(null, "alice", "s", 30, 1000, 5, 65536, 8192, "soft", "2.0", "https://x"),
            "{\"messageType\":\"loginReceipt\",\"toUserID\":\"alice\",\"versionCode\":\"1\",\"sendTime\":\"1000\","
            + "\"upgradeVersion\":\"2.0\",\"upgradeUrl\":\"https://x\"}");
        AssertWritten(
            new GroupRequestPush("team", new GroupRequestLine("eve", "bob", "let me in", 1000)),
            "{\"messageType\":\"validate\",\"contenType\":\"text\",\"chatType\":\"groupChat\",\"fromUserID\":\"eve\",\"groupID\":\"team\","
            + "\"sendTime\":\"1000\",\"content\":{\"text\":\"let me in\"}}");
        AssertWritten(
            new SendReceipt("1493222400123", "d:alice:bob", 42, 1000, true),
            "{\"messageType\":\"normalReceipt\",\"sendTime\":\"1493222400123\",\"messageID\":\"d:alice:bob:42\",\"seq\":42}");
        AssertWritten(
            new ErrorFrame("1493222400123", ErrorCode.RateLimited, "Slower.", 500),
            "{\"messageType\":\"invalidReceipt\",\"sendTime\":\"1493222400123\",\"reason\":\"rate_limited\",\"retryAfter\":500}");
        AssertWritten(
            new ErrorFrame(null, ErrorCode.UnknownType, "?", 0),
            "{\"messageType\":\"invalidReceipt\",\"sendTime\":\"\",\"reason\":\"unknown_type\"}");
        AssertWritten(
            new ErrorFrame("d:alice:bob:42", ErrorCode.Expired, "Too late.", 0),
            "{\"messageType\":\"invalidReceipt\",\"sendTime\":\"d:alice:bob:42\",\"messageID\":\"d:alice:bob:42\",\"reason\":\"expired\"}");
        AssertWritten(
            new ActionReceipt("d:alice:bob:42", "recall", "d:alice:bob", 43, 1000, 42),
            "{\"messageType\":\"repealReceipt\",\"messageID\":\"d:alice:bob:42\"}");
        AssertWritten(new HeartbeatAnswer(null, 1000, 5), "{\"beatID\":\"beatID\"}");
        AssertWritten(
            new CloseFrame(CloseCode.Replaced, "Elsewhere.", false),
            "{\"messageType\":\"invalidReceipt\",\"sendTime\":\"\",\"reason\":\"replaced\",\"type\":\"close\",\"code\":\"replaced\","
            + "\"message\":\"Elsewhere.\",\"retry\":false}");
    }

    [Fact]
    public void It_has_no_word_for_what_version_1_never_asked_for()
    {
        AssertWritten(new ReadPush("d:alice:bob", "bob", 4));
        AssertWritten(new DeliveredPush("d:alice:bob", "bob", 4));
        AssertWritten(new HistoryReceipt("1", "d:alice:bob", [], false));
        AssertWritten(new ConversationsReceipt("1", [], null, 0, 0));
        AssertWritten(new GroupReceipt("1", "G", "g:G", 1, 1, false));
        AssertWritten(new ActionReceipt("1", "state", null, 0, 0, 0));
        AssertWritten(new ActionReceipt("1", "read", "d:alice:bob", 5, 0, 0));
        AssertWritten(new MessagesPush([]));
    }

    [Fact]
    public void A_message_arrives_in_the_shape_in_which_it_is_sent() =>
        AssertMessage(Entry, "{\"messageType\":\"normal\",\"contenType\":\"text\"," + Head + "\"content\":{\"text\":\"嗨\"}}");

    [Fact]
    public void A_group_message_names_the_group_and_whom_it_is_at()
    {
        var entry = Entry with { Conversation = "g:G", Mentions = ["alice", "carol"] };
        const string Expected =
            "{\"messageType\":\"normal\",\"contenType\":\"text\",\"chatType\":\"groupChat\",\"fromUserID\":\"bob\",\"groupID\":\"G\","
            + "\"sendTime\":\"1000\",\"messageID\":\"g:G:3\",\"seq\":3,\"content\":{\"text\":\"嗨\"},\"atToUserIDs\":";
        AssertMessage(entry, Expected + "[\"alice\",\"carol\"]}");
        AssertMessage(entry with { Mentions = ["*"] }, Expected + "[\"all\"]}");
    }

    [Theory]
    [InlineData("d:alice:bob", "alice", "bob")]
    [InlineData("d:alice:bob", "bob", "alice")]
    [InlineData("d:bob:bob", "bob", "bob")]
    public void A_direct_message_is_to_the_one_who_did_not_send_it(string conversation, string from, string to) =>
        Assert.Contains(
            $"\"fromUserID\":\"{from}\",\"toUserID\":\"{to}\"",
            Wire.Write(Wire.Seed, new MessagesPush([MessageJson.ToItem(Entry with { Conversation = conversation, Sender = from })])).Single(),
            StringComparison.Ordinal);

    [Theory]
    [InlineData(ContentKind.Audio, "{\"type\":\"audio\",\"media\":\"m\",\"seconds\":12}", "{\"media\":\"m\",\"fileName\":\"m\",\"seconds\":\"12\"}")]
    [InlineData(
        ContentKind.Picture, "{\"type\":\"picture\",\"media\":{\"id\":\"i\",\"url\":\"http://x\"},\"width\":3,\"height\":4}",
        "{\"media\":{\"id\":\"i\",\"url\":\"http://x\"},\"bigPicAdress\":\"http://x\",\"picSize\":\"{3, 4}\"}")]
    [InlineData(
        ContentKind.Video, "{\"type\":\"video\",\"media\":{\"id\":\"v\",\"videoSize\":\"3M\"},\"cover\":\"c\",\"seconds\":61}",
        "{\"media\":{\"id\":\"v\",\"videoSize\":\"3M\"},\"fileName\":\"v\",\"bigPicAdress\":\"c\",\"videoDuration\":61,\"videoSize\":\"3M\"}")]
    [InlineData(
        ContentKind.File, "{\"type\":\"file\",\"media\":{\"id\":\"f\",\"fileName\":\"x\",\"fileSize\":1},\"name\":\"报告\",\"size\":9}",
        "{\"media\":{\"id\":\"f\",\"fileName\":\"x\",\"fileSize\":1},\"fileName\":\"报告\",\"fileSize\":\"9\"}")]
    public void Other_contents_have_the_old_names(ContentKind kind, string content, string expected) =>
        AssertMessage(
            Entry with { Kind = kind, Content = Wire.Bytes(content) },
            "{\"messageType\":\"normal\",\"contenType\":\"" + ContentKinds.NameOf(kind) + "\"," + Head + "\"content\":" + expected + "}");

    [Theory]
    [InlineData("audio", "{\"fileName\":\"a.mp3\",\"seconds\":\"12\"}")]
    [InlineData("picture", "{\"bigPicAdress\":\"http://x/1\",\"picSize\":\"{320, 240}\",\"fileName\":\"1.png\",\"fileSize\":\"77\"}")]
    [InlineData("video", "{\"fileName\":\"v\",\"bigPicAdress\":\"c\",\"videoDuration\":61,\"picSize\":\"{1, 2}\",\"videoSize\":\"3M\"}")]
    [InlineData("file", "{\"fileName\":\"f\",\"fileSize\":\"9\",\"fileType\":\"pdf\",\"fileIconAdress\":\"i\"}")]
    [InlineData("text", "{\"text\":\"[大笑]\"}")]
    public void Between_two_old_clients_nothing_is_lost(string type, string content)
    {
        var sent = Wire.Read<SendFrame>(
            Wire.Seed,
            "{\"messageType\":\"normal\",\"contenType\":\"" + type + "\",\"fromUserID\":\"bob\",\"toUserID\":\"alice\","
            + "\"sendTime\":\"1\",\"content\":" + content + "}");
        var arrived = Wire.Write(
            Wire.Seed, new MessagesPush([MessageJson.ToItem(Entry with { Kind = sent.Kind, Content = sent.Content })])).Single();
        Assert.EndsWith(content[1..] + "}", arrived, StringComparison.Ordinal);
    }

    [Fact]
    public void A_recall_becomes_a_repeal_of_the_message() =>
        AssertMessage(
            Entry with { Kind = ContentKind.Recall, Content = ContentJson.Recall(2, "carol") },
            "{\"messageType\":\"repeal\",\"messageID\":\"d:alice:bob:2\",\"fromUserID\":\"carol\",\"seq\":3}");

    [Fact]
    public void A_recall_repeals_the_lines_of_the_edits_too_each_in_a_frame_of_its_own_live_and_after_the_list_of_what_was_missed()
    {
        static string Repeal(int seq) => $$"""{"messageType":"repeal","messageID":"d:alice:bob:{{seq}}","fromUserID":"bob","seq":9}""";
        var item = MessageJson.ToItem(Entry with { Seq = 9, Kind = ContentKind.Recall, Content = ContentJson.Recall(2, "bob", expired: false, 3, 5) });

        AssertWritten(new MessagesPush([item, item]), Repeal(2), Repeal(3), Repeal(5), Repeal(2), Repeal(3), Repeal(5));
        AssertWritten(
            new OfflinePush([new(new ConversationSummary("d:alice:bob", 9, 0, 0, 0, item, false), [item], false)], 0, 0, false),
            "{\"messageType\":\"offline\",\"messages\":[" + Repeal(2) + "],\"unreadCount\":0}", Repeal(3), Repeal(5));
    }

    [Fact]
    public void An_edit_is_a_tip_with_the_new_text()
    {
        AssertMessage(
            Entry with { Kind = ContentKind.Edit, Content = ContentJson.Edit(2, "{\"type\":\"text\",\"text\":\"嗨 \\\"you\\\"\"}"u8) },
            "{\"messageType\":\"system\",\"contenType\":\"tip\"," + Head + "\"content\":{\"text\":\"bob edited a message: 嗨 \\\"you\\\"\"}}");
        AssertMessage(
            Entry with { Kind = ContentKind.Edit, Content = ContentJson.Edit(2, default) },
            "{\"messageType\":\"system\",\"contenType\":\"tip\"," + Head + "\"content\":{\"text\":\"bob edited a message.\"}}");
    }

    [Theory]
    [InlineData(true, "bob reacted 👍")]
    [InlineData(false, "bob took 👍 back.")]
    public void A_reaction_is_a_tip(bool add, string text) =>
        AssertMessage(
            Entry with { Kind = ContentKind.Reaction, Content = ContentJson.Reaction(2, "👍", add) },
            "{\"messageType\":\"system\",\"contenType\":\"tip\"," + Head + "\"content\":{\"text\":\"" + text + "\"}}");

    [Fact]
    public void A_recalled_message_is_a_tip_in_its_place() =>
        AssertMessage(
            Entry with { Content = default, RecalledBy = "bob", RecallSeq = 4 },
            "{\"messageType\":\"system\",\"contenType\":\"tip\"," + Head + "\"content\":{\"text\":\"This message was recalled.\"}}");

    [Fact]
    public void A_tip_shows_its_text() =>
        AssertMessage(
            Entry with { Kind = ContentKind.Tip, Content = ContentJson.Tip("joined", [], "bob \"joined\" 嗨") },
            "{\"messageType\":\"system\",\"contenType\":\"tip\"," + Head + "\"content\":{\"text\":\"bob \\\"joined\\\" 嗨\"}}");

    [Theory]
    [InlineData(ContentKind.Location)]
    [InlineData(ContentKind.Card)]
    [InlineData(ContentKind.Custom)]
    [InlineData(ContentKind.Merged)]
    [InlineData(ContentKind.Call)]
    [InlineData((ContentKind)99)]
    public void What_it_cannot_show_is_a_tip_that_says_so(ContentKind kind) =>
        AssertMessage(
            Entry with { Kind = kind, Content = Wire.Bytes("{\"type\":\"x\",\"secret\":1}") },
            "{\"messageType\":\"system\",\"contenType\":\"tip\"," + Head
            + "\"content\":{\"text\":\"This version cannot show this message. Please update the app.\"}}");

    [Fact]
    public void What_was_missed_comes_in_one_list_with_the_whole_unread_count()
    {
        var item = MessageJson.ToItem(Entry);
        var one = Wire.Write(Wire.Seed, new MessagesPush([item])).Single();
        var summary = new ConversationSummary("d:alice:bob", 3, 1, 0, 0, item, false);
        AssertWritten(
            new OfflinePush([new(summary, [item, item], false), new(summary, [], false), new(summary, [item], true)], 31, 2, false),
            "{\"messageType\":\"offline\",\"messages\":[" + one + "," + one + "," + one + "],\"unreadCount\":31}");
        AssertWritten(new OfflinePush([], 0, 0, false), "{\"messageType\":\"offline\",\"messages\":[],\"unreadCount\":0}");
    }

    [Fact]
    public void Each_live_message_is_a_frame_of_its_own()
    {
        var item = MessageJson.ToItem(Entry);
        Assert.Equal(2, Wire.Write(Wire.Seed, new MessagesPush([item, item])).Length);
    }

    private static void AssertMessage(LogEntry entry, string expected) =>
        AssertWritten(new MessagesPush([MessageJson.ToItem(entry)]), expected);

    private static void AssertWritten(ServerFrame frame, params string[] expected) =>
        Assert.Equal(expected, Wire.Write(Wire.Seed, frame));
}
