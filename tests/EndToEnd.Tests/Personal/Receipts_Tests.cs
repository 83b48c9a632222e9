using OrleansIm.EndToEnd.Tests.Houses;
using OrleansIm.Support.Wire;

namespace OrleansIm.EndToEnd.Tests.Personal;

/// <summary>Who has read what, and who does not say.</summary>
public abstract class Receipts_Tests(House house) : ServerTests(house)
{
    [Fact]
    public async Task Who_has_switched_read_receipts_off_tells_only_its_own_devices()
    {
        var (alice, bob) = (Fresh("alice"), Fresh("bob"));
        var (phone, desk, peer) = (await LoginAsync(alice), await LoginAsync(alice, "desk", "desktop"), await LoginAsync(bob));
        await Task.WhenAll(phone.DrainedAsync(), desk.DrainedAsync(), peer.DrainedAsync());
        var pair = Direct(alice, bob);
        await peer.SendTextAsync(alice, "one");
        await peer.SendTextAsync(alice, "two");
        await peer.SendTextAsync(alice, "three");
        await desk.MessageAsync(pair, 3);
        Assert.True((await phone.RequestAsync(new { type = "settings" })).Flag("readReceipts"));

        // The session that reads has asked before: it is told of the change.
        await desk.ReadAsync(pair, 1);
        await peer.WaitForAsync("the receipt", frame => frame.Type == "read" && frame.Number("seq") == 1);
        var off = await phone.RequestAsync(new { type = "settings", readReceipts = false });
        Assert.False(off.IsError, off.ToString());
        Assert.False(off.Flag("readReceipts"));
        await desk.WaitForAsync("the setting", frame => frame.Type == "settings" && !frame.Flag("readReceipts"));

        await desk.ReadAsync(pair, 2);
        await phone.WaitForAsync("its own", frame => frame.Type == "read" && frame.Number("seq") == 2);
        await phone.RequestAsync(new { type = "settings", readReceipts = true });
        await phone.ReadAsync(pair, 3);
        await peer.WaitForAsync("the next receipt", frame => frame.Type == "read" && frame.Number("seq") == 3);
        Assert.DoesNotContain(peer.Frames(), frame => frame.Type == "read" && frame.Number("seq") == 2);
        Assert.DoesNotContain(peer.Frames(), frame => frame.Type == "settings");
    }

    [Fact]
    public async Task Who_has_switched_read_receipts_off_learns_of_no_others()
    {
        var (alice, bob) = (Fresh("alice"), Fresh("bob"));
        var (phone, desk, peer) = (await LoginAsync(alice), await LoginAsync(alice, "desk", "desktop"), await LoginAsync(bob));
        await Task.WhenAll(phone.DrainedAsync(), desk.DrainedAsync(), peer.DrainedAsync());
        var pair = Direct(alice, bob);
        for (var i = 0; i < 3; i++)
        {
            await phone.SendTextAsync(bob, $"{i}");
        }

        await peer.MessageAsync(pair, 3);
        await peer.ReadAsync(pair, 1);
        await phone.WaitForAsync("the receipt", frame => frame.Type == "read" && frame.Number("seq") == 1);
        await desk.RequestAsync(new { type = "settings", readReceipts = false });
        await peer.ReadAsync(pair, 2);

        // A user is told everything in one row: what comes after the reading says that the reading was told, or not told.
        var barrier = $"g:{await peer.CreateGroupAsync("a barrier", alice)}";
        await Task.WhenAll(phone.MessageAsync(barrier, 1), desk.MessageAsync(barrier, 1));
        Assert.Equal("forbidden", (await phone.RequestAsync(new { type = "readers", conversation = pair, seq = 1 })).Code);
        Assert.Equal("forbidden", (await phone.RequestAsync(new { type = "readers", conversation = Direct(bob, Fresh("z")), seq = 1 })).Code);

        await phone.RequestAsync(new { type = "settings", readReceipts = true });
        await peer.ReadAsync(pair, 3);
        foreach (var device in (WireClient[])[phone, desk])
        {
            await device.WaitForAsync("the next receipt", frame => frame.Type == "read" && frame.Number("seq") == 3);
            Assert.DoesNotContain(device.Frames(), frame => frame.Type == "read" && frame.Number("seq") == 2);
        }
    }

    [Fact]
    public async Task Above_five_hundred_members_there_are_numbers_only()
    {
        var (alice, bob) = (await LoginAsync(Fresh("alice")), await LoginAsync(Fresh("bob")));
        var group = await alice.CreateGroupAsync("Many", [bob.User, .. Enumerable.Range(0, 498).Select(i => Fresh($"m{i}"))]);
        var conversation = $"g:{group}";
        var seq = (await alice.SendToGroupAsync(group, "who reads this?")).Number("seq");
        await bob.ReadAsync(conversation, seq);
        await AssertReadersAsync(alice, conversation, seq, members: 499, bob.User);

        await alice.InviteAsync(group, Fresh("one-more"));
        var later = (await alice.SendToGroupAsync(group, "and this?")).Number("seq");
        await bob.ReadAsync(conversation, later);
        var answer = await alice.RequestAsync(new { type = "readers", conversation, seq = later });
        Assert.False(answer.Has("users"));
        Assert.Equal((1, 500), ((int)answer.Number("count"), (int)answer.Number("members")));
    }

    [Fact]
    public async Task Members_learn_who_has_read_a_message_without_those_who_do_not_say()
    {
        var people = new List<WireClient>();
        foreach (var name in (string[])["alice", "bob", "carol", "dave"])
        {
            people.Add(await LoginAsync(Fresh(name)));
        }

        var (alice, bob, carol, dave) = (people[0], people[1], people[2], people[3]);
        var group = await alice.CreateGroupAsync("Team", bob.User, carol.User, dave.User);
        var conversation = $"g:{group}";
        var seq = (await alice.SendToGroupAsync(group, "who reads this?")).Number("seq");
        await AssertReadersAsync(alice, conversation, seq, members: 3);

        await bob.ReadAsync(conversation, seq);
        await dave.ReadAsync(conversation, seq);
        await AssertReadersAsync(alice, conversation, seq, members: 3, bob.User, dave.User);
        await AssertReadersAsync(carol, conversation, seq, members: 3, bob.User, dave.User);
        await dave.RequestAsync(new { type = "settings", readReceipts = false });
        await AssertReadersAsync(alice, conversation, seq, members: 2, bob.User);

        // Who comes later does not see it, and is not among those who could have read it.
        var erin = await LoginAsync(Fresh("erin"));
        await alice.InviteAsync(group, erin.User);
        await AssertReadersAsync(alice, conversation, seq, members: 2, bob.User);
        Assert.Equal("not_found", (await erin.RequestAsync(new { type = "readers", conversation, seq })).Code);
        Assert.Equal("not_found", (await alice.RequestAsync(new { type = "readers", conversation, seq = 999 })).Code);
        Assert.Equal("not_found", (await erin.RequestAsync(new { type = "readers", conversation = Direct(alice.User, bob.User), seq })).Code);
        await bob.LeaveAsync(group);
        Assert.Equal("not_member", (await bob.RequestAsync(new { type = "readers", conversation, seq })).Code);
        await AssertReadersAsync(alice, conversation, seq, members: 1);
        Assert.Equal("invalid", (await alice.RequestAsync(new { type = "readers", conversation, seq = 1 })).Code);
        await carol.RequestAsync(new { type = "delete", conversation, seqs = new[] { seq } });
        Assert.Equal("not_found", (await carol.RequestAsync(new { type = "readers", conversation, seq })).Code);
    }

    private static async Task AssertReadersAsync(WireClient asking, string conversation, long seq, int members, params string[] readers)
    {
        var answer = await asking.RequestAsync(new { type = "readers", conversation, seq });
        Assert.False(answer.IsError, answer.ToString());
        Assert.Equal(readers, answer.Json.GetProperty("users").EnumerateArray().Select(user => user.GetString()));
        Assert.Equal((readers.Length, members), ((int)answer.Number("count"), (int)answer.Number("members")));
    }
}
