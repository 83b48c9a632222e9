using System.Text;
using OrleansIm.Domain.Identity;
using OrleansIm.Domain.Messages;
using OrleansIm.Protocol.Messages;
using OrleansIm.Protocol.Tests.Support;

namespace OrleansIm.Protocol.Tests.Messages;

public sealed class MessageJsonTests
{
    private static readonly LogEntry Plain = new()
    {
        Conversation = "d:alice:bob",
        Seq = 42,
        Sender = "alice",
        ClientId = "secret",
        Time = 1_493_222_400_123,
        Kind = ContentKind.Text,
        Content = Wire.Bytes("{\"type\":\"text\",\"text\":\"嗨 😀\"}"),
        Counted = 40,
    };

    private const string PlainJson =
        "{\"conversation\":\"d:alice:bob\",\"seq\":42,\"messageId\":\"d:alice:bob:42\",\"from\":\"alice\",\"time\":1493222400123,"
        + "\"content\":{\"type\":\"text\",\"text\":\"嗨 😀\"}}";

    [Fact]
    public void A_plain_message_has_only_what_it_needs_and_no_client_id() => Assert.Equal(PlainJson, Encode(Plain));

    [Fact]
    public void A_message_carries_mentions_quote_silence_and_edit_if_it_has_them() =>
        Assert.Equal(
            PlainJson[..^1] + ",\"mentions\":[\"bob\",\"carol\"],\"edited\":7,\"replyTo\":41,\"silent\":true}",
            Encode(Plain with { Mentions = ["bob", "carol"], ReplyTo = 41, Silent = true, EditedAt = 7 }));

    [Fact]
    public void A_mention_of_all_is_the_word_all() =>
        Assert.Equal(PlainJson[..^1] + ",\"mentions\":\"all\"}", Encode(Plain with { Mentions = ["*"] }));

    [Fact]
    public void A_recalled_message_says_by_whom_and_when_and_nothing_of_what_it_said() =>
        Assert.Equal(
            "{\"conversation\":\"d:alice:bob\",\"seq\":42,\"messageId\":\"d:alice:bob:42\",\"from\":\"alice\","
            + "\"time\":1493222400123,\"replyTo\":3,\"recalled\":{\"by\":\"bob\",\"time\":99}}",
            Encode(Plain with
            {
                RecalledBy = "bob", RecalledAt = 99, RecallSeq = 50, Mentions = ["bob"], ReplyTo = 3, EditedAt = 5,
            }));

    [Fact]
    public void An_edit_for_one_who_does_not_see_the_message_says_which_and_nothing_else()
    {
        var edit = Plain with { ClientId = null, Kind = ContentKind.Edit, Content = ContentJson.Edit(7, "{\"type\":\"text\",\"text\":\"secret\"}"u8) };
        var bare = edit with { Content = ContentJson.Edit(7, default) };

        Assert.Equal(Encode(bare), Encoding.UTF8.GetString(MessageJson.WithoutEdit(MessageJson.ToItem(edit)).Json.Span));
        Assert.Contains("\"content\":{\"type\":\"edit\",\"seq\":7}", Encode(bare), StringComparison.Ordinal);
        Assert.Equal(Encode(bare), Encoding.UTF8.GetString(MessageJson.WithoutEdit(MessageJson.ToItem(bare)).Json.Span));
    }

    [Fact]
    public void Encoding_allocates_the_result_and_nothing_else()
    {
        var size = MessageJson.Encode(Plain).Length;
        var least = long.MaxValue;
        for (var i = 0; i < 20; i++)
        {
            // A collection in between may have taken a pooled buffer away.
            var before = GC.GetAllocatedBytesForCurrentThread();
            MessageJson.Encode(Plain);
            least = Math.Min(least, GC.GetAllocatedBytesForCurrentThread() - before);
        }

        Assert.InRange(least, size, size + 32);
    }

    [Fact]
    public void Reactions_are_spliced_in_at_the_end() => Assert.Equal(
        PlainJson[..^1] + ",\"reactions\":[{\"emoji\":\"👍\",\"count\":2,\"mine\":true},{\"emoji\":\"\\\"\",\"count\":1,\"mine\":false}]}",
        Encoding.UTF8.GetString(MessageJson.WithReactions(
            MessageJson.Encode(Plain), [new ReactionSum("👍", 2, true), new ReactionSum("\"", 1, false)]).Span));

    [Fact]
    public void The_client_id_is_spliced_in_at_the_end()
    {
        var json = MessageJson.WithClientId(MessageJson.Encode(Plain), "a\"b\u0001c");
        Assert.Equal(PlainJson[..^1] + ",\"clientId\":\"a\\\"b\\u0001c\"}", Encoding.UTF8.GetString(json.Span));
    }

    [Fact]
    public void Nobody_is_shown_by_which_key_the_server_finds_what_it_wrote_itself()
    {
        var json = MessageJson.WithClientId(MessageJson.Encode(Plain), OwnKeys.Mark + "call.17");
        Assert.Equal(PlainJson, Encoding.UTF8.GetString(json.Span));
        Assert.False(Ids.IsClientToken(OwnKeys.Mark + "call.17"));
    }

    [Fact]
    public void A_downgraded_message_keeps_its_place_and_shows_a_tip()
    {
        var entry = Plain with { Kind = ContentKind.Location, Content = Wire.Bytes("{\"type\":\"location\",\"lat\":1}"), ReplyTo = 9 };
        var item = MessageJson.Downgrade(MessageJson.ToItem(entry));
        Assert.Equal(42, item.Seq);
        Assert.Equal(ContentKind.Tip, item.Kind);
        Assert.Equal(
            "{\"conversation\":\"d:alice:bob\",\"seq\":42,\"messageId\":\"d:alice:bob:42\",\"from\":\"alice\","
            + "\"time\":1493222400123,\"content\":{\"type\":\"tip\",\"tip\":\"unsupported\","
            + "\"text\":\"This version cannot show this message. Please update the app.\"},\"replyTo\":9}",
            Encoding.UTF8.GetString(item.Json.Span));
    }

    [Theory]
    [InlineData(ContentKind.MissedCall, "missed", 0, "en", "Missed call")]
    [InlineData(ContentKind.MissedCall, "busy", 0, "zh", "通话：对方忙线")]
    [InlineData(ContentKind.Call, "rejected", 0, "en", "Call declined")]
    [InlineData(ContentKind.Call, "ended", 192_499, "en", "Call, 03:12")]
    [InlineData(ContentKind.Call, "ended", 90_061_000, "en", "Call, 25:01:01")]
    public void A_call_is_downgraded_to_a_line_that_says_what_became_of_it(ContentKind kind, string outcome, long duration, string language, string text)
    {
        var content = $"{{\"type\":\"call\",\"call\":\"0a:d:alice:bob\",\"media\":\"audio\",\"outcome\":\"{outcome}\",\"started\":1,\"duration\":{duration}}}";
        var item = MessageJson.Downgrade(MessageJson.ToItem(Plain with { Kind = kind, Content = Wire.Bytes(content) }), language);
        Assert.Equal(ContentKind.Tip, item.Kind);
        var args = duration > 0 ? $",\"duration\":\"{duration}\"" : string.Empty;
        Assert.Contains(
            $"\"content\":{{\"type\":\"tip\",\"tip\":\"call\",\"args\":{{\"media\":\"audio\",\"outcome\":\"{outcome}\"{args}}},\"text\":\"{text}\"}}",
            Encoding.UTF8.GetString(item.Json.Span), StringComparison.Ordinal);
    }

    [Fact]
    public void A_recalled_message_has_nothing_to_downgrade()
    {
        var item = MessageJson.ToItem(Plain with { Content = default, RecalledBy = "alice", RecallSeq = 43 });
        Assert.Equal(item, MessageJson.Downgrade(item));
    }

    [Fact]
    public void The_deepest_content_that_is_accepted_can_be_downgraded()
    {
        var deep = string.Concat(Enumerable.Repeat("{\"a\":", 10)) + "1" + new string('}', 10);
        var entry = Plain with { Kind = ContentKind.Custom, Content = Wire.Bytes("{\"type\":\"custom\",\"data\":" + deep + "}") };
        Assert.Equal(ContentKind.Tip, MessageJson.Downgrade(MessageJson.ToItem(entry)).Kind);
    }

    [Fact]
    public void The_conversation_of_an_encoded_message_can_be_told() =>
        Assert.Equal("d:alice:bob", MessageJson.ConversationOf(MessageJson.ToItem(Plain)));

    [Fact]
    public void A_tip_has_its_arguments_and_a_text() =>
        Assert.Equal(
            "{\"type\":\"tip\",\"tip\":\"joined\",\"args\":{\"user\":\"bob\",\"by\":\"alice\"},\"text\":\"bob \\\"joined\\\"\"}",
            Encoding.UTF8.GetString(ContentJson.Tip("joined", [new("user", "bob"), new("by", "alice")], "bob \"joined\"")));

    [Fact]
    public void A_message_that_expires_says_so_and_why_it_went()
    {
        var expiring = Plain with { Expire = 30 };
        Assert.Equal(PlainJson[..^1] + ",\"expire\":30}", Encode(expiring));
        var gone = expiring with { Content = default, RecalledBy = "alice", RecalledAt = 7, RecallSeq = 43 };
        Assert.EndsWith(",\"recalled\":{\"by\":\"alice\",\"time\":7}}", Encode(gone), StringComparison.Ordinal);
        Assert.DoesNotContain("expire", Encode(gone), StringComparison.Ordinal);
        Assert.EndsWith(
            ",\"recalled\":{\"by\":\"alice\",\"time\":7,\"reason\":\"expired\"}}", Encode(gone with { Expired = true }), StringComparison.Ordinal);
        Assert.Equal(
            "{\"type\":\"recall\",\"seq\":42,\"by\":\"alice\",\"reason\":\"expired\"}",
            Encoding.UTF8.GetString(ContentJson.Recall(42, "alice", expired: true)));
    }

    [Fact]
    public void A_recall_names_the_message_who_took_it_back_and_what_had_edited_it()
    {
        Assert.Equal("{\"type\":\"recall\",\"seq\":42,\"by\":\"alice\"}", Encoding.UTF8.GetString(ContentJson.Recall(42, "alice")));
        Assert.Equal(
            "{\"type\":\"recall\",\"seq\":42,\"by\":\"alice\",\"reason\":\"expired\",\"edits\":[43,9007199254740991]}",
            Encoding.UTF8.GetString(ContentJson.Recall(42, "alice", expired: true, 43, 9_007_199_254_740_991)));
    }

    [Fact]
    public void The_tip_for_the_unsupported_says_the_published_text() =>
        Assert.Contains(ContentJson.UnsupportedText, Encoding.UTF8.GetString(ContentJson.Unsupported(TipTexts.Default)));

    private static string Encode(LogEntry entry) => Encoding.UTF8.GetString(MessageJson.Encode(entry));
}
