using System.Text;
using System.Text.Json;
using OrleansIm.Domain.Messages;
using OrleansIm.Protocol.Messages;

namespace OrleansIm.Protocol.Tests.Messages;

public sealed class TipTextsTests
{
    [Theory]
    [InlineData(null, "en")]
    [InlineData("", "en")]
    [InlineData("en-GB", "en")]
    [InlineData("de", "en")]
    [InlineData("zhx", "en")]
    [InlineData("zh", "zh")]
    [InlineData("zh-CN", "zh")]
    [InlineData("ZH_TW", "zh")]
    public void A_language_that_is_not_served_is_served_by_the_default(string? asked, string served) => Assert.Equal(served, TipTexts.Serve(asked));

    [Fact]
    public void Every_text_of_one_language_is_there_in_the_other_with_the_same_arguments()
    {
        foreach (var (english, chinese) in TipTexts.Pairs)
        {
            Assert.NotNull(chinese);
            Assert.NotEqual(english, chinese);
            Assert.Equal(Places(english), Places(chinese));
        }
    }

    [Fact]
    public void Few_names_are_named_and_many_are_counted()
    {
        Assert.Equal("a invited b, c", English("joined", ("by", "a"), ("users", "b,c")));
        var many = string.Join(',', Enumerable.Range(0, 12).Select(static i => $"u{i}"));
        Assert.EndsWith("u8, u9 and 2 more", English("joined", ("by", "a"), ("users", many)), StringComparison.Ordinal);
        Assert.EndsWith("u9 等 12 人 加入了群聊", TipTexts.Of("zh", "joined", [new("by", "a"), new("users", many)]), StringComparison.Ordinal);
    }

    [Fact]
    public void An_argument_chooses_the_text_by_its_name_and_never_by_what_somebody_wrote()
    {
        Assert.Equal("a joined by the link", English("joined", ("by", "a"), ("users", "a"), ("link", "true")));
        Assert.Equal("a changed the group's name to \u201cremoved\u201d", English("renamed", ("by", "a"), ("name", "removed")));
        Assert.Equal("a changed the group's name to \u201c{by}\u201d", English("renamed", ("by", "a"), ("name", "{by}")));
        Assert.Equal("a set: who has the link may join", English("join_changed", ("by", "a"), ("joinBy", "link")));
        Assert.Equal("a muted b until 2026-01-02 03:04 UTC", English("muted", ("by", "a"), ("user", "b"), ("until", "1767323040000")));
        Assert.Null(English("no such tip"));
    }

    [Fact]
    public void An_encoded_tip_gets_its_text_in_another_language_and_keeps_the_rest()
    {
        var item = MessageJson.ToItem(Entry(ContentJson.Tip("left", [new("by", "al\"ice"), new("users", "alice")])));

        var chinese = MessageJson.InLanguage(item, "zh");

        using var json = JsonDocument.Parse(chinese.Json);
        var content = json.RootElement.GetProperty("content");
        Assert.Equal("al\"ice 退出了群聊", content.GetProperty("text").GetString());
        Assert.Equal("left", content.GetProperty("tip").GetString());
        Assert.Equal("alice", content.GetProperty("args").GetProperty("users").GetString());
        Assert.Equal(7, json.RootElement.GetProperty("seq").GetInt64());
        Assert.Equal(item.Json.ToArray(), MessageJson.InLanguage(chinese, "en").Json.ToArray());
    }

    [Fact]
    public void What_has_no_text_in_a_language_stays_as_it_is()
    {
        var unknown = MessageJson.ToItem(Entry(ContentJson.Tip("news", [], "some news")));
        var text = MessageJson.ToItem(Entry(Encoding.UTF8.GetBytes("{\"type\":\"text\",\"tip\":\"left\",\"text\":\"hi\"}")) with { Kind = ContentKind.Text });

        Assert.Equal(unknown, MessageJson.InLanguage(unknown, "zh"));
        Assert.Equal(text, MessageJson.InLanguage(text, "zh"));
        Assert.Contains("请升级应用", Encoding.UTF8.GetString(MessageJson.Downgrade(text, "zh").Json.Span), StringComparison.Ordinal);
    }

    private static string? English(string tip, params (string Name, string Value)[] args) =>
        TipTexts.Of("en", tip, [.. args.Select(static arg => KeyValuePair.Create(arg.Name, arg.Value))]);

    private static IEnumerable<string> Places(string template) =>
        template.Split('{').Skip(1).Select(static part => part[..part.IndexOf('}', StringComparison.Ordinal)]).Order(StringComparer.Ordinal);

    private static LogEntry Entry(byte[] content) =>
        new() { Conversation = "g:G", Seq = 7, Sender = "alice", Time = 1, Kind = ContentKind.Tip, Content = content, Counted = 0 };
}
