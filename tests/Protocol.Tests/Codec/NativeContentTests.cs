using System.Text;
using OrleansIm.Domain;
using OrleansIm.Domain.Messages;
using OrleansIm.Protocol.Frames.Client;
using OrleansIm.Protocol.Tests.Support;

namespace OrleansIm.Protocol.Tests.Codec;

public sealed class NativeContentTests
{
    [Theory]
    [InlineData(
        ContentKind.Text,
        "{\"x\":1, \"text\" : \"\\u55e8 \\ud83d\\ude00 \\/ \\n\\\"\\\\ \\u0001\" ,\"type\":\"text\"}",
        "{\"type\":\"text\",\"text\":\"嗨 😀 / \\n\\\"\\\\ \\u0001\"}")]
    [InlineData(ContentKind.Text, "{\"type\":\"text\",\"text\":\" \"}", "{\"type\":\"text\",\"text\":\" \"}")]
    [InlineData(
        ContentKind.Audio, "{\"seconds\":3.5,\"media\":\"m1\",\"type\":\"audio\"}", "{\"type\":\"audio\",\"media\":\"m1\",\"seconds\":3.5}")]
    [InlineData(ContentKind.Audio, "{\"type\":\"audio\",\"media\":{\"id\":\"m\"}}", "{\"type\":\"audio\",\"media\":{\"id\":\"m\"}}")]
    [InlineData(
        ContentKind.Picture,
        "{\"height\":2,\"width\":1,\"media\":{ \"b\" : [ 1 , null , true ] , \"\\u0061\" : \"\\u0062\" },\"type\":\"picture\"}",
        "{\"type\":\"picture\",\"media\":{\"b\":[1,null,true],\"a\":\"b\"},\"width\":1,\"height\":2}")]
    [InlineData(
        ContentKind.Video,
        "{\"type\":\"video\",\"media\":\"m\",\"cover\":{\"id\":\"c\"},\"seconds\":0,\"width\":1,\"height\":2}",
        "{\"type\":\"video\",\"media\":\"m\",\"cover\":{\"id\":\"c\"},\"seconds\":0,\"width\":1,\"height\":2}")]
    [InlineData(ContentKind.Video, "{\"type\":\"video\",\"media\":\"m\"}", "{\"type\":\"video\",\"media\":\"m\"}")]
    [InlineData(
        ContentKind.File,
        "{\"type\":\"file\",\"media\":\"m\",\"size\":9007199254740991,\"name\":\"a.txt\"}",
        "{\"type\":\"file\",\"media\":\"m\",\"name\":\"a.txt\",\"size\":9007199254740991}")]
    [InlineData(
        ContentKind.Location,
        "{\"type\":\"location\",\"lng\":-180,\"lat\":9e1,\"title\":null}", "{\"type\":\"location\",\"lat\":9e1,\"lng\":-180}")]
    [InlineData(ContentKind.Card, "{\"type\":\"card\",\"user\":\"bob\"}", "{\"type\":\"card\",\"user\":\"bob\"}")]
    [InlineData(ContentKind.Card, "{\"type\":\"card\",\"group\":\"g:G\"}", "{\"type\":\"card\",\"group\":\"G\"}")]
    [InlineData(
        ContentKind.Custom,
        "{\"type\":\"custom\",\"data\":[{\"a\":1e2,\"b\":{}}, \"\\u0041\"],\"fallback\":\"\"}",
        "{\"type\":\"custom\",\"data\":[{\"a\":1e2,\"b\":{}},\"A\"],\"fallback\":\"\"}")]
    [InlineData(ContentKind.Custom, "{\"type\":\"custom\",\"data\":false}", "{\"type\":\"custom\",\"data\":false}")]
    [InlineData(
        ContentKind.Merged,
        "{\"type\":\"merged\",\"items\":[{\"from\":\"a\"},{}],\"title\":\"t\"}",
        "{\"type\":\"merged\",\"title\":\"t\",\"items\":[{\"from\":\"a\"},{}]}")]
    public void A_content_is_rewritten_in_its_one_form(ContentKind kind, string given, string expected)
    {
        var frame = Accept(given);
        Assert.Equal(kind, frame.Kind);
        Assert.Equal(expected, Encoding.UTF8.GetString(frame.Content.Span));
        Assert.Equal(expected, Encoding.UTF8.GetString(Accept(expected).Content.Span));
    }

    [Theory]
    [InlineData("[]")]
    [InlineData("\"hi\"")]
    [InlineData("{}")]
    [InlineData("{\"type\":5}")]
    [InlineData("{\"type\":null,\"text\":\"x\"}")]
    [InlineData("{\"type\":\"text\"}")]
    [InlineData("{\"type\":\"text\",\"text\":\"\"}")]
    [InlineData("{\"type\":\"text\",\"text\":5}")]
    [InlineData("{\"type\":\"text\",\"text\":null}")]
    [InlineData("{\"type\":\"text\",\"text\":[\"a\"]}")]
    [InlineData("{\"type\":\"text\",\"text\":\"a\",\"text\":\"b\"}")]
    [InlineData("{\"type\":\"text\",\"type\":\"text\",\"text\":\"b\"}")]
    [InlineData("{\"type\":\"text\",\"text\":\"\\u0000\"}")]
    [InlineData("{\"type\":\"text\",\"text\":\"\\ud800\"}")]
    [InlineData("{\"type\":\"text\",\"text\":\"\\ud800\\ud800\"}")]
    [InlineData("{\"type\":\"text\",\"text\":\"\\ud83dx\"}")]
    [InlineData("{\"type\":\"text\",\"text\":\"\\udc00\\ud800\"}")]
    [InlineData("{\"type\":\"text\",\"text\":\"a\",\"dropped\":\"\\u0000\"}")]
    [InlineData("{\"type\":\"text\",\"text\":\"a\",\"\\ud800\":1}")]
    [InlineData("{\"type\":\"audio\"}")]
    [InlineData("{\"type\":\"audio\",\"media\":\"\"}")]
    [InlineData("{\"type\":\"audio\",\"media\":7}")]
    [InlineData("{\"type\":\"audio\",\"media\":[]}")]
    [InlineData("{\"type\":\"audio\",\"media\":\"m\",\"seconds\":-1}")]
    [InlineData("{\"type\":\"audio\",\"media\":\"m\",\"seconds\":\"1\"}")]
    [InlineData("{\"type\":\"audio\",\"media\":\"m\",\"seconds\":1e400}")]
    [InlineData("{\"type\":\"picture\",\"media\":{\"a\":1,\"\\u0061\":2}}")]
    [InlineData("{\"type\":\"picture\",\"media\":{\"a\":{\"b\":[{\"c\":1,\"c\":1}]}}}")]
    [InlineData("{\"type\":\"picture\",\"media\":{\"a\":1e400}}")]
    [InlineData("{\"type\":\"picture\",\"media\":\"m\",\"width\":null,\"height\":\"2\"}")]
    [InlineData("{\"type\":\"video\",\"media\":\"m\",\"cover\":5}")]
    [InlineData("{\"type\":\"file\",\"media\":\"m\",\"name\":5}")]
    [InlineData("{\"type\":\"file\",\"media\":\"m\",\"size\":1.5}")]
    [InlineData("{\"type\":\"file\",\"media\":\"m\",\"size\":-1}")]
    [InlineData("{\"type\":\"location\",\"lat\":1}")]
    [InlineData("{\"type\":\"location\",\"lat\":90.001,\"lng\":0}")]
    [InlineData("{\"type\":\"location\",\"lat\":0,\"lng\":-180.001}")]
    [InlineData("{\"type\":\"location\",\"lat\":\"0\",\"lng\":0}")]
    [InlineData("{\"type\":\"card\"}")]
    [InlineData("{\"type\":\"card\",\"user\":\"a\",\"group\":\"b\"}")]
    [InlineData("{\"type\":\"card\",\"user\":\"a b\"}")]
    [InlineData("{\"type\":\"card\",\"group\":7}")]
    [InlineData("{\"type\":\"custom\"}")]
    [InlineData("{\"type\":\"custom\",\"data\":null}")]
    [InlineData("{\"type\":\"custom\",\"data\":{\"a\":\"\\u0000\"}}")]
    [InlineData("{\"type\":\"custom\",\"data\":{\"\\udfff\":1}}")]
    [InlineData("{\"type\":\"custom\",\"data\":-1e999}")]
    [InlineData("{\"type\":\"custom\",\"data\":1,\"fallback\":1}")]
    [InlineData("{\"type\":\"merged\",\"title\":\"t\"}")]
    [InlineData("{\"type\":\"merged\",\"items\":{}}")]
    [InlineData("{\"type\":\"merged\",\"items\":[1]}")]
    [InlineData("{\"type\":\"tip\",\"tip\":\"x\",\"text\":\"x\"}")]
    [InlineData("{\"type\":\"recall\",\"seq\":1,\"by\":\"alice\"}")]
    [InlineData("{\"type\":\"edit\"}")]
    [InlineData("{\"type\":\"reaction\"}")]
    [InlineData("{\"type\":\"call\"}")]
    public void A_content_that_is_not_what_its_type_says_is_invalid(string content) => AssertRefused(content, ErrorCode.Invalid);

    [Theory]
    [InlineData("hologram")]
    [InlineData("none")]
    [InlineData("Text")]
    [InlineData("")]
    public void An_unknown_content_type_is_unsupported(string type) =>
        AssertRefused("{\"type\":\"" + type + "\"}", ErrorCode.Unsupported);

    [Fact]
    public void A_text_may_have_8192_bytes_however_it_is_escaped()
    {
        AssertText(new string('x', 8192), ErrorCode.None);
        AssertText(new string('x', 8193), ErrorCode.TooLarge);
        AssertText(new string('嗨', 2730), ErrorCode.None);
        AssertText(new string('嗨', 2731), ErrorCode.TooLarge);
        AssertText(string.Concat(Enumerable.Repeat("\\u0041", 8192)), ErrorCode.None);
        AssertText(string.Concat(Enumerable.Repeat("\\u0041", 8193)), ErrorCode.TooLarge);
    }

    [Fact]
    public void A_content_may_have_32_kilobytes_after_the_rewrite()
    {
        var room = (32 * 1024) - "{\"type\":\"custom\",\"data\":\"\"}".Length;
        Accept("{\"type\":\"custom\",\"data\":\"" + new string('x', room) + "\"}");
        AssertRefused("{\"type\":\"custom\",\"data\":\"" + new string('x', room + 1) + "\"}", ErrorCode.TooLarge);
        Accept("{\"type\":\"custom\",\"ignored\":\"" + new string('x', 40_000) + "\",\"data\":1}");
    }

    [Fact]
    public void A_merged_message_has_at_most_100_items()
    {
        Accept("{\"type\":\"merged\",\"items\":[" + string.Join(',', Enumerable.Repeat("{}", 100)) + "]}");
        AssertRefused("{\"type\":\"merged\",\"items\":[" + string.Join(',', Enumerable.Repeat("{}", 101)) + "]}", ErrorCode.TooLarge);
    }

    [Fact]
    public void A_content_nests_so_deep_that_every_frame_with_it_stays_within_16_levels()
    {
        Accept(Nested(10));
        AssertRefused(Nested(11), ErrorCode.Invalid);

        static string Nested(int lists) =>
            "{\"type\":\"custom\",\"data\":" + new string('[', lists) + new string(']', lists) + "}";
    }

    [Fact]
    public void A_name_twice_is_found_among_many()
    {
        var names = string.Join(',', Enumerable.Range(0, 100).Select(i => $"\"n{i}\":{i}"));
        Accept("{\"type\":\"custom\",\"data\":{" + names + "}}");
        foreach (var again in new[] { 0, 15, 16, 17, 99 })
        {
            AssertRefused("{\"type\":\"custom\",\"data\":{" + names + ",\"n" + again + "\":0}}", ErrorCode.Invalid);
        }
    }

    private static void AssertText(string text, ErrorCode code)
    {
        var frame = Wire.Native.Read(Wire.Whole(Send("{\"type\":\"text\",\"text\":\"" + text + "\"}")));
        Assert.Equal(code, (frame as RefusedFrame)?.Code ?? ErrorCode.None);
    }

    private static SendFrame Accept(string content)
    {
        var frame = Wire.Native.Read(Wire.Whole(Send(content)));
        return frame as SendFrame ?? throw new InvalidOperationException($"{content}: {frame}");
    }

    private static void AssertRefused(string content, ErrorCode code)
    {
        var frame = Wire.Read<RefusedFrame>(Wire.Native, Send(content));
        Assert.True(code == frame.Code, $"{content}: {frame.Code} {frame.Message}");
        Assert.Equal("7", frame.Id);
    }

    private static string Send(string content) =>
        "{\"type\":\"send\",\"id\":\"7\",\"clientId\":\"c\",\"to\":{\"user\":\"bob\"},\"content\":" + content + "}";
}
