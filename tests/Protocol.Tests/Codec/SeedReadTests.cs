using System.Text;
using OrleansIm.Domain;
using OrleansIm.Domain.Identity;
using OrleansIm.Domain.Messages;
using OrleansIm.Protocol.Frames.Client;
using OrleansIm.Protocol.Tests.Support;

namespace OrleansIm.Protocol.Tests.Codec;

public sealed class SeedReadTests
{
    private const string Bob = "\"chatType\":\"userChat\",\"toUserID\":\"bob\"";

    [Theory]
    [InlineData("", "1", "v1-ios", "iOS", "\"versionCode\":\"1\",\"deviceType\":\"iOS\"")]
    [InlineData("\"messageType\":\"login\",", "1", "v1-android", "Android", "\"versionCode\":1,\"deviceType\":\"Android\"")]
    [InlineData("\"messageType\":\"\",", "2.1", "v1-app", "", "\"versionCode\":\"2.1\"")]
    [InlineData("\"messageType\":null,", "", "phone-1", "iOS", "\"deviceType\":\"iOS\",\"deviceID\":\"phone-1\"")]
    [InlineData("", "", "phone-2", "", "\"deviceId\":\"phone-2\"")]
    [InlineData("", "", "v1-app", "also not", "\"deviceID\":\"not a name\",\"deviceType\":\"also not\"")]
    public void A_login_is_a_mobile_one_and_says_who_it_claims_to_be(string head, string app, string device, string platform, string rest) =>
        Assert.Equal(
            new LoginFrame(null, 1, "JWT", device, DeviceClass.Mobile, app, 0, false, "alice", 0, null, platform),
            Read<LoginFrame>("{" + head + "\"fromUserID\":\"alice\",\"token\":\"JWT\"," + rest + "}"));

    [Fact]
    public void A_beat_is_a_beat_only_without_a_message_type()
    {
        Assert.Null(Read<HeartbeatFrame>("{\"beatID\":\"beatID\"}").Id);
        Read<SendFrame>(Send("text", "{\"text\":\"hi\"}", "\"beatID\":\"beatID\"," + Bob));
    }

    [Theory]
    [InlineData("\"sendTime\":\"1493222400123\"", "1493222400123")]
    [InlineData("\"sendTime\":1493222400123", "1493222400123")]
    [InlineData("\"sendTime\":\"1493222400123.456\"", "1493222400123.456")]
    public void The_send_time_is_both_request_id_and_client_id(string sendTime, string expected)
    {
        var frame = Read<SendFrame>(
            "{\"messageType\":\"normal\",\"contenType\":\"text\",\"fromUserID\":\"alice\",\"content\":{\"text\":\"hi\"},"
            + Bob + "," + sendTime + "}");
        Assert.Equal((expected, expected, "alice"), (frame.Id!, frame.ClientId, frame.ClaimedUser!));
    }

    [Theory]
    [InlineData(Bob, "bob", null)]
    [InlineData("\"chatType\":\"groupChat\",\"groupID\":\"G\",\"toUserID\":\"\"", null, "G")]
    [InlineData("\"groupID\":\"G\"", null, "G")]
    [InlineData("\"toUserID\":\"bob\",\"groupID\":\"\"", "bob", null)]
    public void A_message_goes_to_a_user_or_a_group(string place, string? user, string? group) =>
        Assert.Equal(new Target(user, group, null), Read<SendFrame>(Send("text", "{\"text\":\"hi\"}", place)).To);

    [Theory]
    [InlineData("[\"bob\",\"carol\"]", "bob,carol")]
    [InlineData("[\"all\"]", "*")]
    [InlineData("[]", null)]
    [InlineData("null", null)]
    public void Those_it_is_at_are_mentions(string at, string? expected) =>
        Assert.Equal(
            expected?.Split(','), Read<SendFrame>(Send("text", "{\"text\":\"hi\"}", "\"atToUserIDs\":" + at + "," + Bob)).Mentions);

    [Fact]
    public void The_right_spelling_of_content_type_is_understood_too()
    {
        var frame = Read<SendFrame>(Send("text", "{\"text\":\"[大笑]\"}", Bob).Replace("contenType", "contentType", StringComparison.Ordinal));
        Assert.Equal("{\"type\":\"text\",\"text\":\"[大笑]\"}", Encoding.UTF8.GetString(frame.Content.Span));
    }

    [Theory]
    [InlineData(
        "audio", ContentKind.Audio, "{\"fileName\":\"a.mp3\",\"seconds\":\"12\",\"fileSize\":\"\"}",
        "{\"type\":\"audio\",\"media\":{\"id\":\"a.mp3\"},\"seconds\":12}")]
    [InlineData(
        "audio", ContentKind.Audio, "{\"fileName\":\"a.mp3\",\"videoDuration\":3.5,\"fileSize\":\"9\"}",
        "{\"type\":\"audio\",\"media\":{\"id\":\"a.mp3\",\"fileSize\":\"9\"},\"seconds\":3.5}")]
    [InlineData(
        "picture", ContentKind.Picture, "{\"picSize\":\"{320, 240.5}\",\"bigPicAdress\":\"http://x/1\",\"fileName\":\"1.png\"}",
        "{\"type\":\"picture\",\"media\":{\"id\":\"http://x/1\",\"fileName\":\"1.png\"},\"width\":320,\"height\":240.5}")]
    [InlineData(
        "picture", ContentKind.Picture, "{\"picSize\":{\"width\":3,\"height\":4},\"media\":{\"id\":\"m\"}}",
        "{\"type\":\"picture\",\"media\":{\"id\":\"m\"},\"width\":3,\"height\":4}")]
    [InlineData(
        "picture", ContentKind.Picture, "{\"picSize\":[3,4],\"media\":\"m\"}",
        "{\"type\":\"picture\",\"media\":\"m\",\"width\":3,\"height\":4}")]
    [InlineData(
        "picture", ContentKind.Picture, "{\"picSize\":\"large\",\"media\":\"m\"}", "{\"type\":\"picture\",\"media\":\"m\"}")]
    [InlineData(
        "video", ContentKind.Video,
        "{\"fileName\":\"v.mp4\",\"videoDuration\":61,\"videoSize\":\"3.2M\",\"bigPicAdress\":\"c.png\",\"picSize\":\"{1, 2}\"}",
        "{\"type\":\"video\",\"media\":{\"id\":\"v.mp4\",\"videoSize\":\"3.2M\"},\"cover\":\"c.png\",\"seconds\":61,\"width\":1,\"height\":2}")]
    [InlineData(
        "file", ContentKind.File,
        "{\"fileName\":\"报告.pdf\",\"fileSize\":\"1024\",\"fileType\":\"pdf\",\"fileIconAdress\":\"i.png\"}",
        "{\"type\":\"file\",\"media\":{\"id\":\"报告.pdf\",\"fileType\":\"pdf\",\"fileIconAdress\":\"i.png\"},\"name\":\"报告.pdf\",\"size\":1024}")]
    public void A_content_becomes_one_of_version_2(string type, ContentKind kind, string content, string expected)
    {
        var frame = Read<SendFrame>(Send(type, content, Bob));
        Assert.Equal(kind, frame.Kind);
        Assert.Equal(expected, Encoding.UTF8.GetString(frame.Content.Span));
    }

    [Fact]
    public void Receipts_and_recalls_name_the_message()
    {
        Assert.Equal([new AckItem("d:alice:bob", 42)], Read<AckFrame>("{\"messageType\":\"receipt\",\"messageID\":\"d:alice:bob:42\"}").Items);
        Assert.Equal(
            new RecallFrame("g:G:7", "g:G", 7), Read<RecallFrame>("{\"messageType\":\"repeal\",\"messageID\":\"g:G:7\"}"));
    }

    [Theory]
    [InlineData("{\"messageType\":\"typing\",\"sendTime\":\"5\"}", "5", ErrorCode.UnknownType)]
    [InlineData("{\"messageType\":\"typing\"}", null, ErrorCode.UnknownType)]
    [InlineData("{\"messageType\":7}", null, ErrorCode.UnknownType)]
    [InlineData("{\"messageType\":\"\\u0000\",\"sendTime\":5}", "5", ErrorCode.UnknownType)]
    [InlineData("{\"messageType\":\"login\",\"fromUserID\":\"alice\"}", null, ErrorCode.Invalid)]
    [InlineData("{\"fromUserID\":\"a b\",\"token\":\"t\"}", null, ErrorCode.Invalid)]
    [InlineData("{\"fromUserID\":\"a\",\"token\":\"\\u0000\"}", null, ErrorCode.Invalid)]
    [InlineData("{\"fromUserID\":\"a\",\"token\":\"t\",\"token\":\"t\"}", null, ErrorCode.Invalid)]
    [InlineData("{\"messageType\":\"receipt\"}", null, ErrorCode.Invalid)]
    [InlineData("{\"messageType\":\"receipt\",\"messageID\":\"42\"}", null, ErrorCode.Invalid)]
    [InlineData("{\"messageType\":\"receipt\",\"messageID\":\"d:a:b:9007199254740992\"}", "d:a:b:9007199254740992", ErrorCode.Invalid)]
    [InlineData("{\"messageType\":\"repeal\",\"messageID\":\"d:b:a:1\",\"sendTime\":\"9\"}", "9", ErrorCode.Invalid)]
    [InlineData("{\"messageType\":\"repeal\",\"messageID\":\"d:a:b:0\"}", null, ErrorCode.Invalid)]
    public void What_it_does_not_understand_is_refused_by_the_name_the_client_knows(string json, string? id, ErrorCode code)
    {
        var frame = Read<RefusedFrame>(json);
        Assert.Equal((id, code), (frame.Id, frame.Code));
    }

    [Theory]
    [InlineData("text", "{\"text\":\"\"}", Bob, ErrorCode.Invalid)]
    [InlineData("text", "{\"text\":7}", Bob, ErrorCode.Invalid)]
    [InlineData("text", "{\"text\":\"\\u0000\"}", Bob, ErrorCode.Invalid)]
    [InlineData("text", "{\"text\":\"a\",\"text\":\"b\"}", Bob, ErrorCode.Invalid)]
    [InlineData("text", "\"hi\"", Bob, ErrorCode.Invalid)]
    [InlineData("text", "null", Bob, ErrorCode.Invalid)]
    [InlineData("audio", "{\"seconds\":\"1\"}", Bob, ErrorCode.Invalid)]
    [InlineData("audio", "{\"fileName\":\"a\",\"seconds\":\"long\"}", Bob, ErrorCode.Invalid)]
    [InlineData("audio", "{\"fileName\":\"a\",\"seconds\":true}", Bob, ErrorCode.Invalid)]
    [InlineData("file", "{\"fileName\":\"a\",\"fileSize\":\"3.5\"}", Bob, ErrorCode.Invalid)]
    [InlineData("picture", "{\"media\":{\"a\":1,\"a\":2}}", Bob, ErrorCode.Invalid)]
    [InlineData("tip", "{\"text\":\"You won\"}", Bob, ErrorCode.Invalid)]
    [InlineData("recall", "{}", Bob, ErrorCode.Invalid)]
    [InlineData("location", "{}", Bob, ErrorCode.Unsupported)]
    [InlineData("redPacket", "{}", Bob, ErrorCode.Unsupported)]
    [InlineData("text", "{\"text\":\"hi\"}", "\"chatType\":\"userChat\"", ErrorCode.Invalid)]
    [InlineData("text", "{\"text\":\"hi\"}", "\"chatType\":\"userChat\",\"toUserID\":\"a:b\"", ErrorCode.Invalid)]
    [InlineData("text", "{\"text\":\"hi\"}", "\"chatType\":\"groupChat\",\"toUserID\":\"bob\"", ErrorCode.Invalid)]
    [InlineData("text", "{\"text\":\"hi\"}", "\"chatType\":\"roomChat\",\"toUserID\":\"bob\"", ErrorCode.Invalid)]
    [InlineData("text", "{\"text\":\"hi\"}", "\"atToUserIDs\":\"bob\"," + Bob, ErrorCode.Invalid)]
    public void A_bad_message_is_refused_with_its_send_time(string type, string content, string rest, ErrorCode code)
    {
        var frame = Read<RefusedFrame>(Send(type, content, rest));
        Assert.Equal(("1493222400123", code), (frame.Id, frame.Code));
    }

    [Fact]
    public void A_text_has_the_limit_of_version_2()
    {
        Read<SendFrame>(Send("text", "{\"text\":\"" + new string('x', 8192) + "\"}", Bob));
        Assert.Equal(
            ErrorCode.TooLarge, Read<RefusedFrame>(Send("text", "{\"text\":\"" + new string('x', 8193) + "\"}", Bob)).Code);
    }

    [Theory]
    [InlineData("\"sendTime\":\"\",")]
    [InlineData("\"sendTime\":true,")]
    [InlineData("\"sendTime\":\"\\u0000\",")]
    [InlineData("")]
    public void A_message_without_a_usable_send_time_is_refused(string sendTime) =>
        Assert.Null(Read<RefusedFrame>(
            "{\"messageType\":\"normal\"," + sendTime + "\"contenType\":\"text\",\"content\":{\"text\":\"hi\"}," + Bob + "}").Id);

    [Theory]
    [InlineData("")]
    [InlineData("{")]
    [InlineData("[]")]
    [InlineData("beat")]
    [InlineData("{}{}")]
    public void What_is_no_json_object_is_broken(string text) =>
        Assert.Equal(CloseCode.BadFrame, Read<BrokenFrame>(text).Code);

    [Fact]
    public void What_is_not_utf8_is_broken() =>
        Assert.IsType<BrokenFrame>(Wire.Seed.Read(new(new byte[] { (byte)'{', (byte)'"', 0xFF, (byte)'"', (byte)':', (byte)'1', (byte)'}' })));

    private static string Send(string type, string content, string rest) =>
        "{\"messageType\":\"normal\",\"fromUserID\":\"alice\",\"sendTime\":\"1493222400123\",\"contenType\":\"" + type
        + "\",\"content\":" + content + "," + rest + "}";

    private static T Read<T>(string json)
        where T : ClientFrame => Wire.Read<T>(Wire.Seed, json);
}
