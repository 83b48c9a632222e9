using OrleansIm.EndToEnd.Tests.Houses;
using OrleansIm.Support.Wire;

namespace OrleansIm.EndToEnd.Tests.Groups;

/// <summary>How one comes into a group, and what one finds there.</summary>
public sealed class Group_joining_Tests(SqliteHouse house) : ServerTests(house)
{
    [Fact]
    public async Task Who_asks_waits_until_an_admin_who_was_told_lets_it_in()
    {
        var (owner, guest) = (await LoginAsync(Fresh("owner")), await LoginAsync(Fresh("guest")));
        var group = await owner.CreateGroupAsync("team");
        await owner.GroupAsync(group, "set", new { joinBy = "approval" });

        var asked = await guest.GroupAsync(group, "join", new { text = "please" });
        var told = await owner.WaitForAsync("the request", static frame => frame.Type == "group.request");

        Assert.True(asked.Flag("pending"));
        Assert.Equal((group, guest.User, "please"), (told.Text("group"), told.Text("user"), told.Text("text")));
        Assert.Equal("not_found", (await guest.GroupAsync(group, "info")).Code);
        Assert.Single((await owner.GroupAsync(group, "requests")).Json.GetProperty("items").EnumerateArray());
        Assert.Equal(1, (await owner.GroupAsync(group, "info")).Number("requests"));
        var approved = await owner.GroupAsync(group, "approve", new { user = guest.User, accept = true });
        Assert.Equal("joined", (await guest.MessageAsync($"g:{group}", approved.Number("seq"))).Content!.Value.GetProperty("tip").GetString());
        Assert.Empty((await owner.GroupAsync(group, "requests")).Json.GetProperty("items").EnumerateArray());
    }

    /// <summary>Version 1 has no request for it; once somebody has answered nothing is told any more.</summary>
    [Fact]
    public async Task Version_1_of_whoever_leads_a_group_hears_at_each_login_who_waits()
    {
        var (owner, guest) = (await LoginAsync(Fresh("owner"), "desk", "desktop"), await LoginAsync(Fresh("guest")));
        var admin = Fresh("admin");
        var group = await owner.CreateGroupAsync("team", admin);
        await owner.GroupAsync(group, "set", new { joinBy = "approval" });
        await owner.GroupAsync(group, "role", new { user = admin, role = "admin" });
        await guest.GroupAsync(group, "join", new { text = "please" });

        foreach (var leader in (string[])[owner.User, admin])
        {
            var told = await Track(await Version1Client.LoginAsync(Server, leader)).HearAsync("validate");
            Assert.Equal(("groupChat", group, guest.User), (told.Text("chatType"), told.Text("groupID"), told.Text("fromUserID")));
            Assert.Equal("please", told.Json.GetProperty("content").GetProperty("text").GetString());
        }

        await owner.GroupAsync(group, "approve", new { user = guest.User, accept = false });
        await (await LoginAsync(Fresh("stranger"))).RequestAsync(new { type = "contact.request", user = admin });
        var later = Track(await Version1Client.LoginAsync(Server, admin));
        Assert.Equal("userChat", (await later.HearAsync("validate")).Text("chatType"));
        await guest.GroupAsync(group, "join", new { text = "again" });
        Assert.Equal("again", (await later.HearAsync("validate", static json => json.GetProperty("chatType").GetString() == "groupChat"))
            .Json.GetProperty("content").GetProperty("text").GetString());
        Assert.Equal(2, later.Wire.Frames().Count(static frame => frame.Text("messageType") == "validate"));
    }

    [Fact]
    public async Task Who_has_the_link_is_in_at_once_and_a_revoked_link_leads_nowhere()
    {
        var (owner, guest, late) = (await LoginAsync(Fresh("owner")), await LoginAsync(Fresh("guest")), await LoginAsync(Fresh("late")));
        var group = await owner.CreateGroupAsync("team");
        await owner.GroupAsync(group, "set", new { joinBy = "link" });
        var link = (await owner.GroupAsync(group, "link")).Text("link")!;

        var joined = await guest.GroupAsync(group, "join", new { link });
        Assert.Equal("joined", (await owner.MessageAsync($"g:{group}", joined.Number("seq"))).Content!.Value.GetProperty("tip").GetString());
        await owner.GroupAsync(group, "link", new { revoke = true });
        Assert.Equal("not_found", (await late.GroupAsync(group, "join", new { link })).Code);
    }

    [Fact]
    public async Task Who_comes_back_finds_cleared_what_it_had_cleared()
    {
        var (owner, guest) = (await LoginAsync(Fresh("owner")), await LoginAsync(Fresh("guest")));
        var group = await owner.CreateGroupAsync("team", guest.User);
        var conversation = $"g:{group}";
        await owner.GroupAsync(group, "set", new { joinBy = "open", history = "all" });
        await owner.SendToGroupAsync(group, "a secretive word");
        var cleared = (await guest.RequestAsync(new { type = "clear", conversation })).Number("seq");

        for (var times = 0; times < 2; times++)
        {
            await guest.GroupAsync(group, "leave");
            var missed = (await owner.SendToGroupAsync(group, "said meanwhile")).Number("seq");
            var joined = (await guest.GroupAsync(group, "join")).Number("seq");
            await guest.MessageAsync(conversation, joined);

            var history = await guest.WholeHistoryAsync(conversation);
            Assert.Equal(cleared + 1, history[0].Seq);
            Assert.Contains(history, message => message.Seq == missed);
            Assert.Equal(cleared, (await guest.LineAsync(conversation))!.Value.GetProperty("clearedSeq").GetInt64());
        }
    }

    [Fact]
    public async Task A_newcomer_looks_up_what_the_group_lets_it_and_starts_with_nothing_unread()
    {
        var (owner, guest) = (await LoginAsync(Fresh("owner")), await LoginAsync(Fresh("guest")));
        var group = await owner.CreateGroupAsync("team");
        var conversation = $"g:{group}";
        await owner.GroupAsync(group, "set", new { joinBy = "open", history = "all" });
        await owner.SendToGroupAsync(group, "long ago");

        var joined = (await guest.GroupAsync(group, "join")).Number("seq");
        await guest.MessageAsync(conversation, joined);

        Assert.Equal([joined], guest.PushedOnce(conversation).Select(static message => message.Seq));
        Assert.Equal(0, (await guest.LineAsync(conversation))!.Value.GetProperty("unread").GetInt64());
        Assert.Contains(await guest.HistoryAsync(conversation), static message => message.Body == "long ago");
        var other = await LoginAsync(guest.User, "tablet", "tablet");
        await other.DrainedAsync();
        Assert.Equal([joined], other.PushedOnce(conversation).Select(static message => message.Seq));
    }
}
