using OrleansIm.EndToEnd.Tests.Houses;
using OrleansIm.Support.Wire;

namespace OrleansIm.EndToEnd.Tests.Groups;

/// <summary>Who has which say in a group, seen over real sockets by who is there, away, removed and back.</summary>
public sealed class Group_order_Tests(SqliteHouse house) : ServerTests(house)
{
    [Fact]
    public async Task A_group_tells_its_members_what_it_is_and_whoever_changes_it_is_named()
    {
        var (owner, member, group, conversation) = await TeamAsync();

        Assert.False((await owner.GroupAsync(group, "rename", new { name = "Other" })).IsError);
        Assert.False((await owner.GroupAsync(group, "announce", new { text = "We meet at nine." })).IsError);
        Assert.False((await owner.GroupAsync(group, "portrait", new { portrait = "m1" })).IsError);
        var tip = await member.MessageAsync(conversation, 4);
        var info = await member.GroupAsync(group, "info");

        Assert.Equal("portrait_changed", tip.Content!.Value.GetProperty("tip").GetString());
        Assert.Equal(owner.User, tip.Content!.Value.GetProperty("args").GetProperty("by").GetString());
        Assert.Equal(
            ("Other", "We meet at nine.", "m1", owner.User, "member"),
            (info.Text("name"), info.Text("announcement"), info.Text("portrait"), info.Text("owner"), info.Text("role")));
        Assert.Equal((2, 0), (info.Number("members"), info.Number("slow")));
        Assert.Equal("forbidden", (await member.GroupAsync(group, "rename", new { name = "Mine" })).Code);
    }

    [Fact]
    public async Task What_is_pinned_all_members_find_until_it_is_taken_back()
    {
        var (owner, member, group, conversation) = await TeamAsync();
        var first = (await member.SendToGroupAsync(group, "read this")).Number("seq");
        var second = (await member.SendToGroupAsync(group, "and this")).Number("seq");

        Assert.Equal("forbidden", (await member.GroupAsync(group, "pin", new { seq = first, on = true })).Code);
        Assert.False((await owner.GroupAsync(group, "pin", new { seq = first, on = true })).IsError);
        var pinned = await owner.GroupAsync(group, "pin", new { seq = second, on = true });

        Assert.Equal("pinned", (await member.MessageAsync(conversation, pinned.Number("seq"))).Content!.Value.GetProperty("tip").GetString());
        Assert.Equal([second, first], await PinsAsync(member, group));
        await member.RecallAsync(conversation, second);
        Assert.Equal([first], await PinsAsync(member, group));
        await owner.GroupAsync(group, "pin", new { seq = first, on = false });
        Assert.Empty(await PinsAsync(member, group));

        static async Task<long[]> PinsAsync(WireClient client, string group) =>
            (await client.GroupAsync(group, "info")).Json.TryGetProperty("pins", out var pins)
                ? [.. pins.EnumerateArray().Select(static seq => seq.GetInt64())]
                : [];
    }

    [Fact]
    public async Task Members_come_in_pages()
    {
        var (owner, _, group, _) = await TeamAsync();
        var others = Enumerable.Range(0, 25).Select(i => Fresh($"m{i:00}")).ToArray();
        await owner.InviteAsync(group, others);

        List<string> names = [];
        for (var more = true; more;)
        {
            var page = await owner.GroupAsync(group, "members", new { after = names.LastOrDefault(), limit = 10 });
            names.AddRange(page.Json.GetProperty("items").EnumerateArray().Select(static one => one.GetProperty("user").GetString()!));
            more = page.Flag("more");
        }

        Assert.Equal(27, names.Count);
        Assert.Equal(names.Order(StringComparer.Ordinal), names);
    }

    [Fact]
    public async Task Who_is_removed_hears_of_it_and_of_nothing_more_wherever_it_is()
    {
        var (owner, member, group, conversation) = await TeamAsync();
        var away = Fresh("away");
        await owner.InviteAsync(group, away);

        var kicked = await owner.GroupAsync(group, "kick", new { users = new[] { member.User, away } });
        await owner.SendToGroupAsync(group, "secret");

        Assert.Equal("kicked", (await member.MessageAsync(conversation, kicked.Number("seq"))).Content!.Value.GetProperty("tip").GetString());
        var later = await LoginAsync(away);
        await later.MessageAsync(conversation, kicked.Number("seq"));
        foreach (var gone in new[] { member, later })
        {
            Assert.Equal(kicked.Number("seq"), gone.Pushed(conversation).Max(static message => message.Seq));
            Assert.Equal("not_member", (await gone.SendToGroupAsync(group, "x")).Code);
            Assert.Equal("not_member", (await gone.GroupAsync(group, "info")).Code);
            Assert.DoesNotContain(await gone.HistoryAsync(conversation), static message => message.Body == "secret");
        }

        await owner.InviteAsync(group, member.User);
        var back = await owner.SendToGroupAsync(group, "welcome back");
        await member.MessageAsync(conversation, back.Number("seq"));
        Assert.DoesNotContain(member.Frames(), static frame => frame.ToString().Contains("secret", StringComparison.Ordinal));
        Assert.Equal(1, (await member.LineAsync(conversation))!.Value.GetProperty("unread").GetInt64());
    }

    [Fact]
    public async Task Roles_are_given_taken_and_handed_over()
    {
        var (owner, member, group, conversation) = await TeamAsync();
        var third = await LoginAsync(Fresh("third"));
        await owner.InviteAsync(group, third.User);

        Assert.Equal("forbidden", (await member.GroupAsync(group, "kick", new { users = new[] { third.User } })).Code);
        await owner.GroupAsync(group, "role", new { user = member.User, role = "admin" });
        Assert.Equal("forbidden", (await member.GroupAsync(group, "kick", new { users = new[] { owner.User } })).Code);
        Assert.False((await member.GroupAsync(group, "kick", new { users = new[] { third.User } })).IsError);
        await owner.GroupAsync(group, "transfer", new { user = member.User });
        Assert.Equal("forbidden", (await owner.GroupAsync(group, "dissolve")).Code);
        var end = await member.GroupAsync(group, "dissolve");

        Assert.Equal("dissolved", (await owner.MessageAsync(conversation, end.Number("seq"))).Content!.Value.GetProperty("tip").GetString());
        Assert.Equal("not_member", (await owner.SendToGroupAsync(group, "x")).Code);
        Assert.True((await member.GroupAsync(group, "dissolve")).Flag("dup"));
        Assert.True((await owner.LineAsync(conversation))!.Value.GetProperty("left").GetBoolean());
    }

    [Fact]
    public async Task Who_is_muted_is_told_so_and_old_messages_are_answered_as_ever()
    {
        var (owner, member, group, _) = await TeamAsync();
        var before = await member.SendToGroupAsync(group, "before", "c1");
        await owner.GroupAsync(group, "mute", new { user = member.User, until = DateTimeOffset.UtcNow.AddHours(1).ToUnixTimeMilliseconds() });

        Assert.Equal("muted", (await member.SendToGroupAsync(group, "after")).Code);
        var again = await member.SendToGroupAsync(group, "before", "c1");
        Assert.Equal((before.Number("seq"), true), (again.Number("seq"), again.Flag("dup")));
        await owner.GroupAsync(group, "mute", new { user = member.User, until = 0 });
        await owner.GroupAsync(group, "muteAll", new { on = true });
        Assert.Equal("muted", (await member.SendToGroupAsync(group, "after")).Code);
        Assert.False((await owner.SendToGroupAsync(group, "the owner may")).IsError);
        await owner.GroupAsync(group, "muteAll", new { on = false });
        await owner.GroupAsync(group, "slow", new { seconds = 3600 });
        var slowed = await member.SendToGroupAsync(group, "after");
        Assert.Equal("rate_limited", slowed.Code);
        Assert.InRange(slowed.Number("retryAfter"), 1, 3_600_000);
        await owner.GroupAsync(group, "slow", new { seconds = 0 });
        Assert.False((await member.SendToGroupAsync(group, "after")).IsError);
    }

    [Fact]
    public async Task A_stranger_learns_nothing_from_any_request()
    {
        var (owner, member, group, _) = await TeamAsync();
        var stranger = await LoginAsync(Fresh("eve"));
        foreach (var (type, fields) in new (string, object?)[]
        {
            ("info", null), ("members", null), ("dissolve", null), ("requests", null), ("link", null), ("join", new { link = "abc" }),
            ("rename", new { name = "x" }), ("announce", new { text = "x" }), ("portrait", new { portrait = "x" }),
            ("kick", new { users = new[] { member.User } }), ("role", new { user = member.User, role = "admin" }),
            ("transfer", new { user = member.User }), ("mute", new { user = member.User, until = 0 }), ("muteAll", new { on = true }),
            ("slow", new { seconds = 1 }), ("set", new { joinBy = "open" }), ("approve", new { user = member.User, accept = true }),
        })
        {
            var (real, none) = (await stranger.GroupAsync(group, type, fields), await stranger.GroupAsync("no-such-group", type, fields));
            Assert.Equal("not_found", real.Code);
            Assert.Equal(none.Text("message"), real.Text("message"));
        }

        Assert.Equal(1, (await owner.HistoryAsync($"g:{group}"))[^1].Seq);
    }

    [Fact]
    public async Task Of_a_group_above_500_all_who_are_removed_at_once_hear_nothing_more_and_its_end_reaches_who_is_there()
    {
        var owner = await LoginAsync(Fresh("owner"));
        var users = Enumerable.Range(0, 560).Select(i => Fresh($"m{i}")).ToArray();
        var group = await owner.CreateGroupAsync("big", users[..400]);
        await owner.InviteAsync(group, users[400..]);
        var conversation = $"g:{group}";
        var (one, two, stays) = (await LoginAsync(users[0]), await LoginAsync(users[1]), await LoginAsync(users[2]));

        var kicked = await owner.GroupAsync(group, "kick", new { users = users[..2] });
        await owner.SendToGroupAsync(group, "secret");
        var end = await owner.GroupAsync(group, "dissolve");

        Assert.Equal("dissolved", (await stays.MessageAsync(conversation, end.Number("seq"))).Content!.Value.GetProperty("tip").GetString());
        foreach (var gone in new[] { one, two })
        {
            await gone.MessageAsync(conversation, kicked.Number("seq"));
            await owner.SendTextAsync(gone.User, "a barrier");
            await gone.MessageAsync(Direct(owner.User, gone.User), 1);
            Assert.DoesNotContain(gone.Frames(), static frame => frame.ToString().Contains("secret", StringComparison.Ordinal));
        }

        Assert.True((await stays.LineAsync(conversation))!.Value.GetProperty("left").GetBoolean());
        Assert.Equal("not_member", (await stays.SendToGroupAsync(group, "x")).Code);
        var late = await LoginAsync(users[^1]);
        await late.DrainedAsync();
        Assert.Equal(end.Number("seq"), late.Pushed(conversation)[^1].Seq);
    }

    private async Task<(WireClient Owner, WireClient Member, string Group, string Conversation)> TeamAsync()
    {
        var (owner, member) = (await LoginAsync(Fresh("owner")), await LoginAsync(Fresh("member")));
        var group = await owner.CreateGroupAsync("team", member.User);
        return (owner, member, group, $"g:{group}");
    }
}
