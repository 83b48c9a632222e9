using OrleansIm.EndToEnd.Tests.Houses;
using OrleansIm.Support.Wire;

namespace OrleansIm.EndToEnd.Tests.Messages;

/// <summary>Chapter 3.4: reacting to a message.</summary>
public abstract class React_Tests(House house) : ServerTests(house)
{
    [Fact]
    public async Task Everyone_gets_the_reaction_as_an_entry_and_history_has_the_sums()
    {
        var (alice, bob) = (Fresh("alice"), Fresh("bob"));
        var receiver = await LoginAsync(bob);
        var phone = await LoginAsync(alice);
        var desk = await LoginAsync(alice, "desk", "desktop");
        await phone.SendTextAsync(bob, "hello");

        var receipt = await receiver.ReactAsync(Direct(alice, bob), 1, "👍");
        await phone.ReactAsync(Direct(alice, bob), 1, "👍");
        await phone.ReactAsync(Direct(alice, bob), 1, "❤️");

        Assert.Equal((Direct(alice, bob), 2L, true), (receipt.Text("conversation"), receipt.Number("seq"), receipt.Number("time") > 0));
        foreach (var device in new[] { receiver, desk, phone })
        {
            var entry = await device.MessageAsync(Direct(alice, bob), 2);
            Assert.Equal(("reaction", bob), (entry.Kind, entry.From));
            Assert.Equal($"{{\"type\":\"reaction\",\"seq\":1,\"emoji\":\"👍\",\"op\":\"add\"}}", entry.Content!.Value.GetRawText());
        }

        Assert.Equal("""[{"emoji":"👍","count":2,"mine":true},{"emoji":"❤️","count":1,"mine":false}]""", await ReactionsAsync(receiver, Direct(alice, bob), 1));
        Assert.Equal("""[{"emoji":"👍","count":2,"mine":true},{"emoji":"❤️","count":1,"mine":true}]""", await ReactionsAsync(desk, Direct(alice, bob), 1));
        await receiver.MessageAsync(Direct(alice, bob), 4);
        var line = (await receiver.LineAsync(Direct(alice, bob)))!.Value;
        Assert.Equal((1L, 4L), (line.GetProperty("unread").GetInt64(), line.GetProperty("head").GetInt64()));
        Assert.Equal("hello", new WireMessage(line.GetProperty("last")).Body);
    }

    [Fact]
    public async Task Setting_again_and_taking_back_again_change_nothing()
    {
        var (alice, bob) = (Fresh("alice"), Fresh("bob"));
        var sender = await LoginAsync(alice);
        await sender.SendTextAsync(bob, "hello");

        var first = await sender.ReactAsync(Direct(alice, bob), 1, "👍");
        var again = await sender.ReactAsync(Direct(alice, bob), 1, "👍");
        var off = await sender.ReactAsync(Direct(alice, bob), 1, "👍", "remove");
        var offAgain = await sender.ReactAsync(Direct(alice, bob), 1, "👍", "remove");

        Assert.Equal((first.Number("seq"), first.Number("time")), (again.Number("seq"), again.Number("time")));
        Assert.Equal((off.Number("seq"), off.Number("time")), (offAgain.Number("seq"), offAgain.Number("time")));
        Assert.Equal(1, (await sender.ReactAsync(Direct(alice, bob), 1, "❤️", "remove")).Number("seq"));
        Assert.Equal(["text", "reaction", "reaction"], (await sender.HistoryAsync(Direct(alice, bob))).Select(message => message.Kind));
        Assert.Null(await ReactionsAsync(sender, Direct(alice, bob), 1));
    }

    [Fact]
    public async Task A_recall_takes_reactions_along_and_no_new_ones_come()
    {
        var (alice, bob) = (Fresh("alice"), Fresh("bob"));
        var sender = await LoginAsync(alice);
        var other = await LoginAsync(bob);
        await sender.SendTextAsync(bob, "hello");
        await other.ReactAsync(Direct(alice, bob), 1, "👍");

        await sender.RecallAsync(Direct(alice, bob), 1);

        Assert.Equal("expired", (await other.ReactAsync(Direct(alice, bob), 1, "👍")).Code);
        Assert.Null(await ReactionsAsync(other, Direct(alice, bob), 1));
    }

    [Fact]
    public async Task Only_members_react_and_only_to_what_they_see()
    {
        var (alice, bob, carol) = (Fresh("alice"), Fresh("bob"), Fresh("carol"));
        var owner = await LoginAsync(alice);
        var member = await LoginAsync(bob);
        var late = await LoginAsync(carol);
        var group = await owner.CreateGroupAsync("team", bob);
        var seq = (await owner.SendToGroupAsync(group, "hello")).Number("seq");
        await owner.InviteAsync(group, carol);

        Assert.Equal("not_found", (await late.ReactAsync($"g:{group}", seq, "👍")).Code);
        Assert.Equal("not_found", (await (await LoginAsync(Fresh("dave"))).ReactAsync($"g:{group}", seq, "👍")).Code);
        Assert.Equal("invalid", (await member.ReactAsync($"g:{group}", 1, "👍")).Code);
        Assert.False((await member.ReactAsync($"g:{group}", seq, "👍")).IsError);
        await member.LeaveAsync(group);
        Assert.Equal("not_member", (await member.ReactAsync($"g:{group}", seq, "❤️")).Code);
        Assert.Equal("""[{"emoji":"👍","count":1,"mine":false}]""", await ReactionsAsync(owner, $"g:{group}", seq));
    }

    private static async Task<string?> ReactionsAsync(WireClient client, string conversation, long seq) =>
        (await client.HistoryAsync(conversation)).Single(message => message.Seq == seq).Json.TryGetProperty("reactions", out var reactions)
            ? reactions.GetRawText()
            : null;
}
