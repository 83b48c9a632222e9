using OrleansIm.EndToEnd.Tests.Houses;
using OrleansIm.Support.Wire;

namespace OrleansIm.EndToEnd.Tests.Personal;

/// <summary>Who may write to a user, ask it, and see whether it is there, as the user has set it.</summary>
public abstract class Privacy_Tests(House house) : ServerTests(house)
{
    [Fact]
    public async Task Nobody_is_put_into_a_group_by_whom_it_has_blocked_or_does_not_want_to_be_added_by()
    {
        var (alice, bob, carol, dave) = (await LoginAsync(Fresh("alice")), await LoginAsync(Fresh("bob")), await LoginAsync(Fresh("carol")), await LoginAsync(Fresh("dave")));
        await bob.RequestAsync(new { type = "contact.set", user = alice.User, block = true });
        await carol.RequestAsync(new { type = "settings", add = "nobody" });
        await alice.RequestAsync(new { type = "contact.request", user = dave.User, greeting = "hi" });
        await dave.RequestAsync(new { type = "contact.accept", user = alice.User });
        await dave.RequestAsync(new { type = "settings", add = "nobody" });

        Assert.Equal("blocked", (await alice.RequestAsync(new { type = "group.create", name = "Team", members = new[] { dave.User, bob.User } })).Code);
        Assert.Equal("forbidden", (await alice.RequestAsync(new { type = "group.create", name = "Team", members = new[] { carol.User } })).Code);
        var group = await alice.CreateGroupAsync("Team", dave.User);
        var before = (await alice.RequestAsync(new { type = "group.info", group })).Number("members");
        Assert.Equal("blocked", (await alice.InviteAsync(group, bob.User)).Code);
        Assert.Equal("forbidden", (await alice.InviteAsync(group, Fresh("erin"), carol.User)).Code);
        Assert.Equal(before, (await alice.RequestAsync(new { type = "group.info", group })).Number("members"));

        // They come by themselves, and who is in already is no hindrance.
        await alice.RequestAsync(new { type = "group.set", group, joinBy = "open" });
        await bob.RequestAsync(new { type = "group.join", group });
        Assert.False((await alice.InviteAsync(group, bob.User, Fresh("fred"))).IsError);
        Assert.False((await dave.InviteAsync(group, Fresh("gus"))).IsError);
    }

    [Fact]
    public async Task Who_may_write_is_asked_from_the_receipt_on()
    {
        var (alice, bob, carol) = (await LoginAsync(Fresh("alice")), await LoginAsync(Fresh("bob")), await LoginAsync(Fresh("carol")));
        await carol.RequestAsync(new { type = "contact.request", user = alice.User });
        await alice.RequestAsync(new { type = "contact.accept", user = carol.User });
        Assert.False((await bob.SendTextAsync(alice.User, "hello", "c1")).IsError);
        await bob.SendTextAsync(alice.User, "to be edited", "c2");
        var pair = Direct(alice.User, bob.User);

        var set = await alice.RequestAsync(new { type = "settings", write = "contacts" });
        Assert.Equal("contacts", set.Text("write"));
        var refused = await bob.SendTextAsync(alice.User, "again", "c3");
        Assert.Equal("forbidden", refused.Code);
        Assert.Equal("forbidden", (await bob.EditAsync(pair, 2, "edited")).Code);
        Assert.Equal("forbidden", (await bob.RequestAsync(new { type = "typing", conversation = pair })).Code);
        Assert.True((await bob.SendTextAsync(alice.User, "hello", "c1")).Flag("dup"));
        Assert.False((await alice.SendTextAsync(bob.User, "you can't answer")).IsError);
        Assert.False((await alice.SendTextAsync(alice.User, "a note")).IsError);
        Assert.False((await carol.SendTextAsync(alice.User, "from a contact")).IsError);
        Assert.Equal("forbidden", (await (await LoginAsync(Fresh("dave"))).SendTextAsync(alice.User, "never met")).Code);

        await alice.RequestAsync(new { type = "settings", write = "nobody" });
        Assert.Equal("forbidden", (await carol.SendTextAsync(alice.User, "now?")).Code);
        Assert.Equal(refused.Text("message"), (await bob.SendTextAsync(alice.User, "why?")).Text("message"));
        var group = await carol.CreateGroupAsync("ours", alice.User);
        Assert.False((await carol.SendToGroupAsync(group, "groups are no direct messages")).IsError);

        await alice.RequestAsync(new { type = "settings", write = "everyone" });
        Assert.Equal(4, (await bob.SendTextAsync(alice.User, "again", "c3")).Number("seq"));
    }

    [Fact]
    public async Task Who_may_ask_is_asked_from_the_receipt_on()
    {
        var (alice, bob, carol) = (await LoginAsync(Fresh("alice")), await LoginAsync(Fresh("bob")), await LoginAsync(Fresh("carol")));
        await carol.RequestAsync(new { type = "contact.request", user = alice.User });
        await alice.RequestAsync(new { type = "settings", add = "nobody" });

        Assert.Equal("forbidden", (await bob.RequestAsync(new { type = "contact.request", user = alice.User, greeting = "hi" })).Code);
        Assert.Empty((await alice.RequestAsync(new { type = "contacts", after = carol.User })).Json.GetProperty("items").EnumerateArray());
        Assert.True((await carol.RequestAsync(new { type = "contact.request", user = alice.User })).Flag("dup"));
        Assert.False((await alice.RequestAsync(new { type = "contact.accept", user = carol.User })).IsError);

        await alice.RequestAsync(new { type = "contact.request", user = bob.User });
        var accepted = await bob.RequestAsync(new { type = "contact.request", user = alice.User });
        Assert.Equal("contact", accepted.Json.GetProperty("contact").GetProperty("state").GetString());
        Assert.Equal("everyone", (await alice.RequestAsync(new { type = "settings", add = "everyone" })).Text("add"));
        Assert.False((await (await LoginAsync(Fresh("dave"))).RequestAsync(new { type = "contact.request", user = alice.User })).IsError);
    }

    [Fact]
    public async Task Settings_stand_together_and_are_told_to_other_devices()
    {
        var alice = Fresh("alice");
        var (phone, desk) = (await LoginAsync(alice), await LoginAsync(alice, "desk", "desktop"));

        await phone.RequestAsync(new { type = "settings", readReceipts = false });
        var both = await phone.RequestAsync(new { type = "settings", write = "contacts", add = "nobody", presence = "contacts" });
        Assert.Equal((false, "contacts", "nobody", "contacts"), (both.Flag("readReceipts"), both.Text("write"), both.Text("add"), both.Text("presence")));
        await desk.WaitForAsync(
            "what is set", frame => frame.Type == "settings" && !frame.Flag("readReceipts") && frame.Text("write") == "contacts" && frame.Text("add") == "nobody");
        Assert.Equal("nobody", (await desk.RequestAsync(new { type = "settings" })).Text("add"));
        Assert.Equal("invalid", (await desk.RequestAsync(new { type = "settings", add = "contacts" })).Code);
        Assert.Equal("invalid", (await desk.RequestAsync(new { type = "settings", write = "friends" })).Code);
    }

    [Fact]
    public async Task Who_is_there_is_shown_to_no_more_than_the_user_wants()
    {
        var (alice, bob, carol) = (await LoginAsync(Fresh("alice")), await LoginAsync(Fresh("bob")), await LoginAsync(Fresh("carol")));
        await carol.RequestAsync(new { type = "contact.request", user = alice.User });
        await alice.RequestAsync(new { type = "contact.accept", user = carol.User });
        await alice.CreateGroupAsync("ours", bob.User, carol.User);
        Assert.Equal((true, true), await SeeAsync());

        await alice.RequestAsync(new { type = "settings", presence = "contacts" });
        Assert.Equal((false, true), await SeeAsync());
        await alice.RequestAsync(new { type = "settings", presence = "nobody" });
        Assert.Equal((false, false), await SeeAsync());
        await alice.RequestAsync(new { type = "settings", presence = "everyone" });
        Assert.Equal((true, true), await SeeAsync());

        async Task<(bool Bob, bool Carol)> SeeAsync() => (await SeesAsync(bob, alice.User), await SeesAsync(carol, alice.User));
    }

    private static async Task<bool> SeesAsync(WireClient client, string user) =>
        (await client.RequestAsync(new { type = "presence.subscribe", users = new[] { user } })).Json.GetProperty("items")[0].GetProperty("online").GetBoolean();
}
