using System.Text.Json.Nodes;
using OrleansIm.EndToEnd.Tests.Houses;
using OrleansIm.Support.Wire;

namespace OrleansIm.EndToEnd.Tests.Messages;

/// <summary>Chapter 3.2: the content types, and what becomes of those that a receiver can't show.</summary>
public sealed class Content_Tests(SqliteHouse house) : ServerTests(house)
{
    public static TheoryData<string> Contents() =>
    [
        """{"type":"text","text":"hello [smile]"}""",
        """{"type":"audio","media":{"id":"m1"},"seconds":3.5}""",
        """{"type":"picture","media":{"id":"m2"},"width":640,"height":480}""",
        """{"type":"video","media":{"id":"m3"},"cover":{"id":"m4"},"seconds":61,"width":640,"height":480}""",
        """{"type":"file","media":{"id":"m5"},"name":"report.pdf","size":1048576}""",
        """{"type":"location","lat":-33.857,"lng":151.215,"title":"Opera"}""",
        """{"type":"card","user":"carol"}""",
        """{"type":"custom","data":{"poll":[1,2]},"fallback":"A poll"}""",
        """{"type":"merged","title":"Chat","items":[{"from":"carol","content":{"type":"text","text":"hi"}}]}""",
    ];

    [Theory]
    [MemberData(nameof(Contents))]
    public async Task Every_type_arrives_as_it_was_sent(string content)
    {
        var (alice, bob) = (Fresh("alice"), Fresh("bob"));
        var receiver = await LoginAsync(bob);
        var sender = await LoginAsync(alice);

        await SendAsync(sender, bob, content);
        var pushed = await receiver.MessageAsync(Direct(alice, bob), 1);
        var read = (await receiver.HistoryAsync(Direct(alice, bob)))[0];

        Assert.True(JsonNode.DeepEquals(JsonNode.Parse(content), JsonNode.Parse(pushed.Content!.Value.GetRawText())), pushed.ToString());
        Assert.True(JsonNode.DeepEquals(JsonNode.Parse(content), JsonNode.Parse(read.Content!.Value.GetRawText())), read.ToString());
    }

    [Theory]
    [MemberData(nameof(Contents))]
    public async Task Whoever_can_show_text_only_gets_the_rest_as_a_tip_in_its_place(string content)
    {
        var (alice, bob) = (Fresh("alice"), Fresh("bob"));
        var kind = JsonNode.Parse(content)!["type"]!.GetValue<string>();
        var receiver = await LoginAsync(bob, new LoginOptions { Capabilities = ["text"] });
        var sender = await LoginAsync(alice);

        var receipt = await SendAsync(sender, bob, content);
        var pushed = await receiver.MessageAsync(Direct(alice, bob), receipt.Number("seq"));
        var read = (await receiver.HistoryAsync(Direct(alice, bob)))[0];

        foreach (var message in new[] { pushed, read })
        {
            Assert.Equal(receipt.Number("seq"), message.Seq);
            Assert.Equal(kind == "text" ? "text" : "tip", message.Kind);
            if (kind != "text")
            {
                Assert.Equal("unsupported", message.Content!.Value.GetProperty("tip").GetString());
                Assert.False(string.IsNullOrEmpty(message.Body));
            }
        }

        Assert.Equal(1, (await receiver.LineAsync(Direct(alice, bob)))!.Value.GetProperty("unread").GetInt64());
    }

    [Fact]
    public async Task A_downgraded_message_is_whole_on_another_device_and_in_the_chat_list_it_is_a_tip()
    {
        var (alice, bob) = (Fresh("alice"), Fresh("bob"));
        var old = await LoginAsync(bob, new LoginOptions { Capabilities = ["text"] });
        var young = await LoginAsync(bob, "desk", "desktop");
        var sender = await LoginAsync(alice);

        await SendAsync(sender, bob, """{"type":"location","lat":1,"lng":2,"title":"here"}""");

        Assert.Equal("tip", (await old.MessageAsync(Direct(alice, bob), 1)).Kind);
        Assert.Equal("location", (await young.MessageAsync(Direct(alice, bob), 1)).Kind);
        var last = (await old.LineAsync(Direct(alice, bob)))!.Value.GetProperty("last");
        Assert.Equal("tip", new WireMessage(last).Kind);
    }

    [Theory]
    [InlineData("""{"type":"tip","tip":"joined","text":"mallory is the owner now"}""")]
    [InlineData("""{"type":"recall","seq":1,"by":"bob"}""")]
    [InlineData("""{"type":"edit","seq":1}""")]
    [InlineData("""{"type":"reaction","seq":1,"emoji":"x","op":"add"}""")]
    [InlineData("""{"type":"call"}""")]
    [InlineData("""{"type":"hologram","x":1}""")]
    [InlineData("""{"type":"text"}""")]
    [InlineData("""{"type":"text","text":""}""")]
    [InlineData("""{"type":"text","text":7}""")]
    [InlineData("""{"type":"location","lat":91,"lng":0}""")]
    [InlineData("""{"type":"picture","width":1}""")]
    [InlineData("""{"text":"no type"}""")]
    [InlineData("""["text"]""")]
    [InlineData("\"text\"")]
    [InlineData("null")]
    public async Task What_clients_may_not_make_is_refused_and_the_connection_stays(string content)
    {
        var (alice, bob) = (Fresh("alice"), Fresh("bob"));
        var sender = await LoginAsync(alice);
        await sender.SendTextAsync(bob, "first");

        var answer = await SendAsync(sender, bob, content);

        Assert.True(answer.Code is "invalid" or "unsupported", answer.ToString());
        Assert.Single(await sender.HistoryAsync(Direct(alice, bob)));
    }

    [Fact]
    public async Task Fields_that_only_the_server_may_set_are_overwritten()
    {
        var (alice, bob) = (Fresh("alice"), Fresh("bob"));
        var receiver = await LoginAsync(bob);
        var sender = await LoginAsync(alice);

        await sender.RequestAsync(JsonNode.Parse($$"""
            {"type":"send","to":{"user":"{{bob}}"},"clientId":"c","content":{"type":"text","text":"x"},
             "from":"mallory","seq":99,"time":1,"messageId":"x","recalled":{"by":"x","time":1},"edited":5}
            """)!.AsObject());
        var message = await receiver.MessageAsync(Direct(alice, bob), 1);

        Assert.Equal(alice, message.From);
        Assert.NotEqual(1, message.Json.GetProperty("time").GetInt64());
        Assert.False(message.IsRecalled);
        Assert.False(message.Json.TryGetProperty("edited", out _));
    }

    private static Task<WireFrame> SendAsync(WireClient sender, string to, string content) =>
        sender.RequestAsync(new JsonObject
        {
            ["type"] = "send",
            ["to"] = new JsonObject { ["user"] = to },
            ["clientId"] = Requests.NewClientId(),
            ["content"] = JsonNode.Parse(content),
        });
}
