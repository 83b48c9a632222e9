using System.Text.Json;
using OrleansIm.EndToEnd.Tests.Houses;
using OrleansIm.Support.Wire;

namespace OrleansIm.EndToEnd.Tests.Messages;

/// <summary>Chapter 3.4: giving a message another text.</summary>
public abstract class Edit_Tests(House house) : ServerTests(house)
{
    [Fact]
    public async Task Everyone_gets_the_edit_as_an_entry_of_its_own_and_reads_the_new_text()
    {
        var (alice, bob) = (Fresh("alice"), Fresh("bob"));
        var receiver = await LoginAsync(bob);
        var phone = await LoginAsync(alice);
        var desk = await LoginAsync(alice, "desk", "desktop");
        await phone.SendTextAsync(bob, "tpyo");

        var receipt = await phone.EditAsync(Direct(alice, bob), 1, "typo");

        Assert.Equal((Direct(alice, bob), 2L, true), (receipt.Text("conversation"), receipt.Number("seq"), receipt.Number("time") > 0));
        foreach (var device in new[] { receiver, desk, phone })
        {
            var entry = await device.MessageAsync(Direct(alice, bob), 2);
            Assert.Equal(("edit", alice), (entry.Kind, entry.From));
            Assert.Equal(1, entry.Content!.Value.GetProperty("seq").GetInt64());
            Assert.Equal("typo", entry.Content!.Value.GetProperty("content").GetProperty("text").GetString());
            var message = (await device.HistoryAsync(Direct(alice, bob)))[0];
            Assert.Equal(("typo", receipt.Number("time")), (message.Body, message.Edited));
        }

        var line = (await receiver.LineAsync(Direct(alice, bob)))!.Value;
        Assert.Equal((1L, 2L), (line.GetProperty("unread").GetInt64(), line.GetProperty("head").GetInt64()));
        Assert.Equal((1L, "typo"), (LastOf(line).Seq, LastOf(line).Body));
    }

    [Fact]
    public async Task Who_was_away_finds_the_new_text_and_every_entry()
    {
        var (alice, bob) = (Fresh("alice"), Fresh("bob"));
        await (await LoginAsync(bob)).DisposeAsync();
        var sender = await LoginAsync(alice);
        await sender.SendTextAsync(bob, "first");
        await sender.EditAsync(Direct(alice, bob), 1, "second");
        await sender.EditAsync(Direct(alice, bob), 1, "third");

        var back = await LoginAsync(bob);
        await back.DrainedAsync();

        var pushed = back.PushedOnce(Direct(alice, bob));
        Assert.Equal([1L, 2L, 3L], pushed.Select(message => message.Seq));
        Assert.Equal(("third", true), (pushed[0].Body, pushed[0].Edited > 0));
        var offline = back.Frames().First(frame => frame.Type == "offline" && frame.Messages().Any());
        Assert.Equal("third", LastOf(offline.Json.GetProperty("conversations")[0]).Body);
    }

    [Fact]
    public async Task Repeating_an_edit_gets_the_same_receipt_and_adds_nothing()
    {
        var (alice, bob) = (Fresh("alice"), Fresh("bob"));
        var sender = await LoginAsync(alice);
        await sender.SendTextAsync(bob, "first", "id-1");

        var first = await sender.EditAsync(Direct(alice, bob), 1, "second");
        await sender.SendTextAsync(bob, "between");
        var again = await sender.EditAsync(Direct(alice, bob), 1, "second");
        var sent = await sender.SendTextAsync(bob, "first", "id-1");

        Assert.Equal((first.Number("seq"), first.Number("time")), (again.Number("seq"), again.Number("time")));
        Assert.Equal((1L, true), (sent.Number("seq"), sent.Flag("dup")));
        Assert.Equal("conflict", (await sender.SendTextAsync(bob, "second", "id-1")).Code);
        Assert.Equal(3, (await sender.HistoryAsync(Direct(alice, bob))).Count);
    }

    [Fact]
    public async Task What_it_said_before_can_be_asked_for_until_it_is_recalled()
    {
        var (alice, bob) = (Fresh("alice"), Fresh("bob"));
        var reader = await LoginAsync(bob);
        var sender = await LoginAsync(alice);
        await sender.SendTextAsync(bob, "secret one");
        await sender.EditAsync(Direct(alice, bob), 1, "secret two");
        await sender.EditAsync(Direct(alice, bob), 1, "secret three");

        var all = await EditsAsync(reader, Direct(alice, bob), 1);
        Assert.Equal(["secret one", "secret two", "secret three"], all.Select(version => version.Text));
        Assert.Equal([1L, 2L, 3L], all.Select(version => version.Seq));
        Assert.True((await (await LoginAsync(Fresh("carol"))).RequestAsync(new { type = "edits", conversation = Direct(alice, bob), seq = 1 })).Code
            is "not_found" or "not_member");

        await sender.RecallAsync(Direct(alice, bob), 1);
        Assert.Equal("expired", (await reader.RequestAsync(new { type = "edits", conversation = Direct(alice, bob), seq = 1 })).Code);
        Assert.Equal("expired", (await sender.EditAsync(Direct(alice, bob), 1, "secret four")).Code);
        var fresh = await LoginAsync(bob, "fresh", "desktop");
        await fresh.DrainedAsync();
        var seen = string.Join('\n', await reader.HistoryAsync(Direct(alice, bob))) + string.Join('\n', fresh.PushedOnce(Direct(alice, bob)))
            + (await fresh.LineAsync(Direct(alice, bob)))!.Value;
        Assert.DoesNotContain("secret", seen, StringComparison.Ordinal);
        Assert.Equal([1L, 2L, 3L, 4L], fresh.PushedOnce(Direct(alice, bob)).Select(message => message.Seq));
    }

    [Fact]
    public async Task Only_the_sender_edits_and_only_texts_that_stand()
    {
        var (alice, bob, carol) = (Fresh("alice"), Fresh("bob"), Fresh("carol"));
        var owner = await LoginAsync(alice);
        var writer = await LoginAsync(bob);
        var group = await owner.CreateGroupAsync("team", bob, carol);
        var seq = (await writer.SendToGroupAsync(group, "bob's")).Number("seq");
        var picture = (await writer.RequestAsync(
            new { type = "send", to = new { group }, clientId = "p", content = new { type = "picture", media = "m1" } })).Number("seq");

        Assert.Equal("forbidden", (await owner.EditAsync($"g:{group}", seq, "alice's")).Code);
        Assert.Equal("invalid", (await writer.EditAsync($"g:{group}", picture, "text")).Code);
        Assert.Equal("invalid", (await writer.EditAsync($"g:{group}", 1, "text")).Code);
        Assert.Equal("not_found", (await writer.EditAsync($"g:{group}", 99, "text")).Code);
        Assert.Equal("not_found", (await (await LoginAsync(Fresh("dave"))).EditAsync($"g:{group}", seq, "text")).Code);
        Assert.Equal("too_large", (await writer.EditAsync($"g:{group}", seq, new string('x', 8193))).Code);
        await writer.LeaveAsync(group);
        Assert.Equal("not_member", (await writer.EditAsync($"g:{group}", seq, "late")).Code);
        Assert.Equal("bob's", (await owner.HistoryAsync($"g:{group}")).Single(message => message.Seq == seq).Body);
    }

    [Fact]
    public async Task Editing_and_leaving_at_once_leaves_nothing_half_done()
    {
        var (alice, bob) = (Fresh("alice"), Fresh("bob"));
        var owner = await LoginAsync(alice);
        var writer = await LoginAsync(bob);
        for (var round = 0; round < 5; round++)
        {
            var group = await owner.CreateGroupAsync("team", bob);
            var seq = (await writer.SendToGroupAsync(group, "old")).Number("seq");

            var edit = writer.EditAsync($"g:{group}", seq, "new");
            await writer.LeaveAsync(group);
            var edited = !(await edit).IsError;

            var entries = await owner.HistoryAsync($"g:{group}");
            Assert.Equal(edited ? "new" : "old", entries.Single(message => message.Seq == seq).Body);
            Assert.Equal(edited ? 1 : 0, entries.Count(message => message.Kind == "edit"));
        }
    }

    protected static async Task<List<(long Seq, string Text)>> EditsAsync(WireClient client, string conversation, long seq) =>
        [.. (await client.RequestAsync(new { type = "edits", conversation, seq })).Json.GetProperty("items").EnumerateArray()
            .Select(item => (item.GetProperty("seq").GetInt64(), item.GetProperty("content").GetProperty("text").GetString()!))];

    private static WireMessage LastOf(JsonElement line) => new(line.GetProperty("last"));
}
