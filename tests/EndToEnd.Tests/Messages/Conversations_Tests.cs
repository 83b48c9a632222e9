using OrleansIm.EndToEnd.Tests.Houses;
using OrleansIm.Support.Wire;

namespace OrleansIm.EndToEnd.Tests.Messages;

/// <summary>Chapter 3.3: the chat list.</summary>
public sealed class Conversations_Tests(SqliteHouse house) : ServerTests(house)
{
    [Fact]
    public async Task A_new_user_has_an_empty_list()
    {
        var client = await LoginAsync(Fresh("alice"));

        var page = await client.RequestAsync(new { type = "conversations" });

        Assert.Equal(0, page.Json.GetProperty("items").GetArrayLength());
        Assert.False(page.Has("next"));
        Assert.Equal(0, page.Json.GetProperty("total").GetProperty("unread").GetInt64());
    }

    [Fact]
    public async Task A_line_has_everything_that_a_list_shows()
    {
        var (alice, bob) = (Fresh("alice"), Fresh("bob"));
        var sender = await LoginAsync(alice);
        var receiver = await LoginAsync(bob);
        await sender.SendTextAsync(bob, "one");
        await sender.SendTextAsync(bob, "two");
        await receiver.MessageAsync(Direct(alice, bob), 2);

        var line = (await receiver.LineAsync(Direct(alice, bob)))!.Value;

        Assert.Equal(2, line.GetProperty("head").GetInt64());
        Assert.Equal(2, line.GetProperty("unread").GetInt64());
        Assert.Equal(0, line.GetProperty("mentioned").GetInt64());
        Assert.Equal(0, line.GetProperty("readSeq").GetInt64());
        Assert.Equal("two", new WireMessage(line.GetProperty("last")).Body);
        Assert.False(line.GetProperty("pinned").GetBoolean());
        Assert.False(line.GetProperty("archived").GetBoolean());
        Assert.Equal(1, line.GetProperty("noDisturb").GetInt32());
    }

    [Fact]
    public async Task Newest_activity_stands_first_and_pages_cover_all_once()
    {
        var bob = Fresh("bob");
        var receiver = await LoginAsync(bob);
        var conversations = new List<string>();
        for (var i = 0; i < 25; i++)
        {
            var alice = Fresh($"a{i}");
            var sender = await LoginAsync(alice);
            await SendInAMomentOfItsOwnAsync(sender, bob, $"{i}");
            await receiver.MessageAsync(Direct(alice, bob), 1);
            conversations.Insert(0, Direct(alice, bob));
        }

        var all = (await receiver.ConversationsAsync(limit: 10)).Select(line => line.GetProperty("conversation").GetString());

        Assert.Equal(conversations, all);
    }

    [Fact]
    public async Task A_message_brings_its_conversation_to_the_top()
    {
        var (alice, bob, carol) = (Fresh("alice"), Fresh("bob"), Fresh("carol"));
        var a = await LoginAsync(alice);
        await SendInAMomentOfItsOwnAsync(a, bob, "first");
        await SendInAMomentOfItsOwnAsync(a, carol, "second");
        Assert.Equal([Direct(alice, carol), Direct(alice, bob)], await NamesAsync(a));

        await a.SendTextAsync(bob, "third");

        Assert.Equal([Direct(alice, bob), Direct(alice, carol)], await NamesAsync(a));
    }

    [Theory]
    [InlineData("""{"type":"conversations","limit":0}""")]
    [InlineData("""{"type":"conversations","limit":201}""")]
    [InlineData("""{"type":"conversations","after":"no cursor of ours"}""")]
    [InlineData("""{"type":"conversations","after":5}""")]
    public async Task What_makes_no_sense_is_invalid(string frame)
    {
        var client = await LoginAsync(Fresh("alice"));

        Assert.Equal("invalid", (await client.RequestAsync(System.Text.Json.Nodes.JsonNode.Parse(frame)!.AsObject())).Code);
    }

    private static async Task<string?[]> NamesAsync(WireClient client) =>
        [.. (await client.ConversationsAsync()).Select(line => line.GetProperty("conversation").GetString())];
}
