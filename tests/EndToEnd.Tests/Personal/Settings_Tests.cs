using System.Text.Json;
using OrleansIm.EndToEnd.Tests.Houses;
using OrleansIm.Support.Wire;

namespace OrleansIm.EndToEnd.Tests.Personal;

/// <summary>Chapter 3.4: what a user sets for its own conversations is the same on all of its devices, and nobody else's.</summary>
public abstract class Settings_Tests(House house) : ServerTests(house)
{
    [Fact]
    public async Task Version_1_is_told_with_each_message_that_its_conversation_is_muted()
    {
        var (alice, bob) = (await LoginAsync(Fresh("alice")), Fresh("bob"));
        var conversation = Direct(alice.User, bob);
        var desk = await LoginAsync(bob, "desk", "desktop");
        var old = Track(await Version1Client.LoginAsync(Server, bob));
        Assert.Null(await HeardAsync("1"));

        await desk.RequestAsync(new { type = "conversation.set", conversation, noDisturb = 2 });
        Assert.Equal(2, await HeardAsync("2"));
        await desk.RequestAsync(new { type = "conversation.set", conversation, noDisturb = 3 });
        var again = Track(await Version1Client.LoginAsync(Server, bob));
        await alice.SendTextAsync(bob, "3");
        Assert.Equal(3, NoDisturbOf((await again.HearAsync("normal", static json => json.GetProperty("content").GetProperty("text").GetString() == "3")).Json));
        await desk.RequestAsync(new { type = "conversation.set", conversation, noDisturb = 1 });
        old = again;
        Assert.Null(await HeardAsync("4"));

        // The setting is pushed before the message that comes after its receipt.
        async Task<int?> HeardAsync(string text)
        {
            await alice.SendTextAsync(bob, text);
            var heard = await old.HearAsync("normal", json => json.GetProperty("content").GetProperty("text").GetString() == text);
            return NoDisturbOf(heard.Json);
        }

        static int? NoDisturbOf(System.Text.Json.JsonElement json) => json.TryGetProperty("noDisturb", out var set) ? set.GetInt32() : null;
    }

    [Fact]
    public async Task Settings_reach_the_other_devices_and_the_list_and_no_other_member()
    {
        var (phone, desk, bob, pair) = await TalkAsync();

        var set = await phone.RequestAsync(new { type = "conversation.set", conversation = pair, pinned = true, noDisturb = 2, archived = true });
        AssertSettings(set.Json, pinned: true, noDisturb: 2, archived: true, unreadMark: false);
        var pushed = await desk.WaitForAsync("the settings", frame => frame.Type == "conversation");
        AssertSettings(pushed.Json, pinned: true, noDisturb: 2, archived: true, unreadMark: false);
        await phone.RequestAsync(new { type = "conversation.set", conversation = pair, archived = false });

        foreach (var device in (WireClient[])[phone, desk])
        {
            AssertSettings((await device.LineAsync(pair))!.Value, pinned: true, noDisturb: 2, archived: false, unreadMark: false);
        }

        AssertSettings((await bob.LineAsync(pair))!.Value, pinned: false, noDisturb: 1, archived: false, unreadMark: false);
        Assert.DoesNotContain(bob.Frames().Concat(phone.Frames()), frame => frame.Type == "conversation");
    }

    [Fact]
    public async Task A_device_that_was_away_learns_the_settings_at_its_next_login()
    {
        var (phone, desk, bob, pair) = await TalkAsync();
        var user = desk.User;
        await desk.DisposeAsync();
        await phone.RequestAsync(new { type = "conversation.set", conversation = pair, pinned = true, noDisturb = 3 });
        await bob.SendTextAsync(user, "while the desk is away");
        await phone.MessageAsync(pair, 2);

        var back = await LoginAsync(user, "desk", "desktop");
        var offline = await back.DrainedAsync();

        AssertSettings(offline.Json.GetProperty("conversations")[0], pinned: true, noDisturb: 3, archived: false, unreadMark: false);
    }

    [Fact]
    public async Task Pinned_conversations_stand_first_and_pages_cover_all_once()
    {
        var user = Fresh("me");
        var me = await LoginAsync(user);
        List<string> all = [];
        for (var i = 0; i < 7; i++)
        {
            var peer = Fresh($"p{i}");
            await SendInAMomentOfItsOwnAsync(me, peer, "hello");
            all.Insert(0, Direct(user, peer));
        }

        foreach (var pinned in (string[])[all[5], all[3]])
        {
            await me.RequestAsync(new { type = "conversation.set", conversation = pinned, pinned = true });
        }

        string[] expected = [all[3], all[5], all[0], all[1], all[2], all[4], all[6]];
        foreach (var limit in (int[])[1, 2, 3, 200])
        {
            var names = (await me.ConversationsAsync(limit)).Select(line => line.GetProperty("conversation").GetString());
            Assert.Equal(expected, names);
        }
    }

    [Fact]
    public async Task The_badge_leaves_out_what_is_muted_or_blocked()
    {
        var (phone, _, bob, pair) = await TalkAsync();
        await bob.SendTextAsync(phone.User, "one");
        await phone.MessageAsync(pair, 2);
        Assert.Equal((1, 1), await BadgeAsync(phone));

        foreach (var noDisturb in (int[])[2, 3])
        {
            await phone.RequestAsync(new { type = "conversation.set", conversation = pair, noDisturb });
            Assert.Equal((0, 0), await BadgeAsync(phone));
        }

        Assert.Equal(1, (await phone.LineAsync(pair))!.Value.GetProperty("unread").GetInt64());
        await bob.SendTextAsync(phone.User, "blocked, and yet it comes");
        await phone.MessageAsync(pair, 3);
        await phone.RequestAsync(new { type = "conversation.set", conversation = pair, noDisturb = 1 });
        Assert.Equal((2, 1), await BadgeAsync(phone));
    }

    [Fact]
    public async Task Reading_takes_the_mark_off_also_when_there_was_nothing_to_read()
    {
        var (phone, desk, bob, pair) = await TalkAsync();
        await phone.RequestAsync(new { type = "conversation.set", conversation = pair, unreadMark = true });
        Assert.True((await desk.LineAsync(pair))!.Value.GetProperty("unreadMark").GetBoolean());
        Assert.Equal((0, 1), await BadgeAsync(desk));

        await desk.ReadAsync(pair, 1);
        await phone.WaitForAsync("the mark is off", frame => frame.Type == "conversation" && !frame.Flag("unreadMark"));
        Assert.False((await phone.LineAsync(pair))!.Value.GetProperty("unreadMark").GetBoolean());

        await phone.RequestAsync(new { type = "conversation.set", conversation = pair, unreadMark = true });
        await bob.SendTextAsync(phone.User, "news");
        await phone.MessageAsync(pair, 2);
        Assert.True((await phone.LineAsync(pair))!.Value.GetProperty("unreadMark").GetBoolean());
        await phone.ReadAsync(pair, 2);
        Assert.False((await phone.LineAsync(pair))!.Value.GetProperty("unreadMark").GetBoolean());
    }

    /// <summary>What was refused has begun nothing: what is durable when it is answered needs a place to stand in.</summary>
    [Fact]
    public async Task A_refused_wish_leaves_no_conversation_behind_to_set_anything_in()
    {
        var (alice, bob) = (Fresh("alice"), Fresh("bob"));
        var pair = Direct(alice, bob);
        var (phone, peer) = (await LoginAsync(alice), await LoginAsync(bob));

        Assert.Equal("invalid", (await peer.RequestAsync(
            new { type = "send", clientId = "c1", to = new { user = alice }, content = new { type = "text", text = "x" }, replyTo = 1 })).Code);
        Assert.Equal("not_found", (await phone.RequestAsync(
            new { type = "edit", conversation = pair, seq = 1, content = new { type = "text", text = "x" } })).Code);

        foreach (var client in (WireClient[])[phone, peer])
        {
            Assert.Equal("not_found", (await client.RequestAsync(new { type = "conversation.set", conversation = pair, pinned = true, noDisturb = 3 })).Code);
            Assert.Equal("not_found", (await client.RequestAsync(new { type = "draft", conversation = pair, text = "half a" })).Code);
            Assert.Equal("not_found", (await client.RequestAsync(new { type = "remove", conversation = pair })).Code);
            Assert.Equal("not_found", (await client.RequestAsync(new { type = "clear", conversation = pair })).Code);
        }

        await peer.SendTextAsync(alice, "hello");
        await phone.MessageAsync(pair, 1);
        AssertSettings((await phone.LineAsync(pair))!.Value, pinned: false, noDisturb: 1, archived: false, unreadMark: false);
        Assert.False((await phone.RequestAsync(new { type = "conversation.set", conversation = pair, pinned = true })).IsError);
    }

    [Fact]
    public async Task A_removed_conversation_is_back_with_the_next_message_and_has_its_history()
    {
        var (phone, desk, bob, pair) = await TalkAsync();
        await bob.SendTextAsync(phone.User, "unread");
        await phone.MessageAsync(pair, 2);

        var removed = await phone.RequestAsync(new { type = "remove", conversation = pair });
        Assert.True(removed.Flag("removed"));
        await desk.WaitForAsync("the removal", frame => frame.Type == "conversation" && frame.Flag("removed"));
        Assert.Null(await desk.LineAsync(pair));
        Assert.Equal((0, 0), await BadgeAsync(desk));
        Assert.Equal(2, (await phone.WholeHistoryAsync(pair)).Count);
        Assert.NotNull(await bob.LineAsync(pair));

        await bob.SendTextAsync(phone.User, "are you there?");
        await desk.MessageAsync(pair, 3);
        Assert.Equal(2, (await desk.LineAsync(pair))!.Value.GetProperty("unread").GetInt64());
    }

    [Fact]
    public async Task A_device_that_logs_in_is_told_that_a_conversation_was_removed()
    {
        var (phone, desk, bob, pair) = await TalkAsync();
        await phone.RequestAsync(new { type = "remove", conversation = pair });
        await desk.WaitForAsync("the removal", frame => frame.Type == "conversation" && frame.Flag("removed"));

        Assert.True((await LineOfAsync("tablet", 1)).GetProperty("removed").GetBoolean());
        await bob.SendTextAsync(phone.User, "are you there?");
        await desk.MessageAsync(pair, 2);
        Assert.False((await LineOfAsync("another", 2)).TryGetProperty("removed", out _));

        async Task<JsonElement> LineOfAsync(string device, long head)
        {
            var later = await LoginAsync(phone.User, device, "bot");
            await later.MessageAsync(pair, head);
            return later.Frames().Where(static frame => frame.Type == "offline")
                .SelectMany(static frame => frame.Json.GetProperty("conversations").EnumerateArray()).Last();
        }
    }

    [Fact]
    public async Task Removing_right_after_an_own_message_removes_it_too()
    {
        var (phone, _, bob, pair) = await TalkAsync();
        for (var i = 0; i < 20; i++)
        {
            await phone.SendTextAsync(bob.User, "bye");
            Assert.True((await phone.RequestAsync(new { type = "remove", conversation = pair })).Flag("removed"));
            Assert.Null(await phone.LineAsync(pair));
        }
    }

    [Fact]
    public async Task A_draft_is_on_all_devices_until_it_is_emptied_or_sent()
    {
        var (phone, desk, bob, pair) = await TalkAsync();
        await phone.RequestAsync(new { type = "draft", conversation = pair, text = "half a \u00e9" });
        await desk.WaitForAsync("the draft", frame => frame.Type == "conversation" && frame.Text("draft") == "half a \u00e9");
        Assert.Equal("half a \u00e9", (await desk.LineAsync(pair))!.Value.GetProperty("draft").GetString());
        Assert.False((await bob.LineAsync(pair))!.Value.TryGetProperty("draft", out _));

        await desk.RequestAsync(new { type = "draft", conversation = pair, text = "" });
        await phone.WaitForAsync("the empty draft", frame => frame.Type == "conversation" && frame.Text("draft") == "");
        Assert.False((await phone.LineAsync(pair))!.Value.TryGetProperty("draft", out _));

        await desk.RequestAsync(new { type = "draft", conversation = pair, text = "whole" });
        await phone.WaitForAsync("the draft", frame => frame.Type == "conversation" && frame.Text("draft") == "whole");
        await bob.SendTextAsync(phone.User, "not the draft");
        await phone.MessageAsync(pair, 2);
        Assert.Equal("whole", (await phone.LineAsync(pair))!.Value.GetProperty("draft").GetString());
        var seen = phone.Frames().Count;
        await phone.SendTextAsync(bob.User, "whole");
        await phone.WaitForAsync("the draft is sent", frame => frame.Type == "conversation" && frame.Text("draft") == "", seen);
        Assert.False((await desk.LineAsync(pair))!.Value.TryGetProperty("draft", out _));

        // What is begun once the receipt is there is another draft, however late the list learns of the message.
        await phone.SendTextAsync(bob.User, "again");
        await phone.RequestAsync(new { type = "draft", conversation = pair, text = "next" });
        Assert.Equal("next", (await phone.LineAsync(pair))!.Value.GetProperty("draft").GetString());
    }

    [Fact]
    public async Task A_draft_has_8192_bytes_and_no_more()
    {
        var (phone, desk, _, pair) = await TalkAsync();
        var longest = new string('\u20ac', 2730) + "xx";

        Assert.False((await phone.RequestAsync(new { type = "draft", conversation = pair, text = longest })).IsError);
        Assert.Equal("too_large", (await phone.RequestAsync(new { type = "draft", conversation = pair, text = longest + "x" })).Code);

        Assert.Equal(longest, (await desk.LineAsync(pair))!.Value.GetProperty("draft").GetString());
    }

    [Fact]
    public async Task What_is_not_the_users_is_not_found_and_nothing_to_set_is_invalid()
    {
        var (phone, _, bob, pair) = await TalkAsync();
        foreach (var conversation in (string[])[$"d:{bob.User}:{Fresh("z")}", Direct(phone.User, Fresh("nobody")), "g:no-such"])
        {
            Assert.Equal("not_found", (await phone.RequestAsync(new { type = "conversation.set", conversation, pinned = true })).Code);
            Assert.Equal("not_found", (await phone.RequestAsync(new { type = "remove", conversation })).Code);
            Assert.Equal("not_found", (await phone.RequestAsync(new { type = "draft", conversation, text = "x" })).Code);
        }

        Assert.Equal("invalid", (await phone.RequestAsync(new { type = "conversation.set", conversation = pair })).Code);
        Assert.Equal("invalid", (await phone.RequestAsync(new { type = "conversation.set", conversation = pair, noDisturb = 4 })).Code);
        Assert.Equal("invalid", (await phone.RequestAsync(new { type = "conversation.set", conversation = pair, noDisturb = 0 })).Code);
        Assert.Equal("invalid", (await phone.RequestAsync(new { type = "draft", conversation = pair })).Code);
    }

    [Fact]
    public async Task A_version_1_session_is_not_sent_what_it_can_not_show()
    {
        var (phone, desk, _, pair) = await TalkAsync();
        var old = Track(await Version1Client.LoginAsync(Server, phone.User));

        await desk.RequestAsync(new { type = "conversation.set", conversation = pair, pinned = true });
        await desk.RequestAsync(new { type = "draft", conversation = pair, text = "x" });
        await old.SayAsync(new { beatID = "beatID" });
        await old.Wire.WaitForAsync("the beat", frame => frame.Text("beatID") == "beatID" && frame.Text("messageType") is null);

        Assert.DoesNotContain(old.Wire.Frames(), frame => frame.Json.GetRawText().Contains("pinned", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Notes_to_oneself_are_never_unread_and_reach_the_other_device()
    {
        var user = Fresh("me");
        var (phone, desk) = (await LoginAsync(user), await LoginAsync(user, "desk", "desktop"));
        await desk.DrainedAsync();
        var self = $"d:{user}:{user}";

        var sent = await phone.SendTextAsync(user, "buy milk");
        Assert.Equal((self, 1L), (sent.Text("conversation"), sent.Number("seq")));
        Assert.Equal("buy milk", (await desk.MessageAsync(self, 1)).Body);
        var line = (await desk.LineAsync(self))!.Value;
        Assert.Equal((0L, 1L), (line.GetProperty("unread").GetInt64(), line.GetProperty("readSeq").GetInt64()));
        Assert.False((await desk.RequestAsync(new { type = "conversation.set", conversation = self, pinned = true })).IsError);
        Assert.False((await desk.RecallAsync(self, 1)).IsError);
        Assert.Equal(2, (await phone.WholeHistoryAsync(self)).Count);
        Assert.Equal((0, 0), await BadgeAsync(phone));
    }

    private static void AssertSettings(JsonElement json, bool pinned, int noDisturb, bool archived, bool unreadMark) => Assert.Equal(
        (pinned, noDisturb, archived, unreadMark),
        (json.GetProperty("pinned").GetBoolean(), json.GetProperty("noDisturb").GetInt32(), json.GetProperty("archived").GetBoolean(),
            json.GetProperty("unreadMark").GetBoolean()));

    private static async Task<(int Unread, int Conversations)> BadgeAsync(WireClient client)
    {
        var total = (await client.RequestAsync(new { type = "conversations" })).Json.GetProperty("total");
        return (total.GetProperty("unread").GetInt32(), total.GetProperty("conversations").GetInt32());
    }

    /// <summary>Alice with two devices and bob; alice has written to him once.</summary>
    private async Task<(WireClient Phone, WireClient Desk, WireClient Bob, string Pair)> TalkAsync()
    {
        var (alice, bob) = (Fresh("alice"), Fresh("bob"));
        var (phone, desk, peer) = (await LoginAsync(alice), await LoginAsync(alice, "desk", "desktop"), await LoginAsync(bob));
        await Task.WhenAll(phone.DrainedAsync(), desk.DrainedAsync(), peer.DrainedAsync());
        await phone.SendTextAsync(bob, "hello");
        await desk.MessageAsync(Direct(alice, bob), 1);
        await peer.MessageAsync(Direct(alice, bob), 1);
        return (phone, desk, peer, Direct(alice, bob));
    }
}
