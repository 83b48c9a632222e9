using OrleansIm.EndToEnd.Tests.Houses;
using OrleansIm.EndToEnd.Tests.Schedules;
using OrleansIm.EndToEnd.Tests.Search;
using OrleansIm.Support.Wire;

namespace OrleansIm.EndToEnd.Tests.Messages;

/// <summary>Chapter 5: messages that are gone some time after they were read.</summary>
public abstract class Expire_Tests(House house) : ServerTests(house)
{
    private const int Long = 3600;

    [Fact]
    public async Task It_is_gone_for_everybody_after_the_other_has_read_it()
    {
        var (phone, bob) = (await LoginAsync(Fresh("alice")), await LoginAsync(Fresh("bob")));
        var desk = await LoginAsync(phone.User, "desk", "desktop");
        var pair = Direct(phone.User, bob.User);
        Assert.Equal(1, (await phone.SendExpiringAsync(new { user = bob.User }, "secret", 1, [bob.User])).Number("seq"));
        await phone.SendTextAsync(bob.User, "kept");
        Assert.Equal(1, (await bob.MessageAsync(pair, 1)).Json.GetProperty("expire").GetInt32());
        await bob.MessageAsync(pair, 2);
        Assert.Equal((2L, 1L), await UnreadAsync(bob, pair));

        // Its writer's reading starts nothing, nor does the writing of more.
        await desk.ReadAsync(pair, 2);
        Assert.Equal("secret", (await bob.HistoryAsync(pair))[0].Body);
        Assert.False((await bob.ReadAsync(pair, 1)).IsError);

        foreach (var device in (WireClient[])[phone, desk, bob])
        {
            var entry = await device.MessageAsync(pair, 3);
            Assert.Equal("recall", entry.Kind);
            Assert.Equal((1L, phone.User, "expired"), (
                entry.Content!.Value.GetProperty("seq").GetInt64(), entry.Content!.Value.GetProperty("by").GetString(), entry.Content!.Value.GetProperty("reason").GetString()));
        }

        var history = await bob.HistoryAsync(pair);
        Assert.Equal([null, "kept", null], history.Select(static message => message.Body));
        Assert.Equal("expired", history[0].ReasonOf());
        Assert.DoesNotContain(history, static message => message.ToString().Contains("secret", StringComparison.Ordinal));
        Assert.Equal((1L, 0L), await UnreadAsync(bob, pair));
        Assert.Empty(await bob.SearchAsync("secret"));
    }

    [Fact]
    public async Task One_who_was_away_finds_it_gone_and_nothing_of_it_in_its_list()
    {
        var (alice, bob) = (await LoginAsync(Fresh("alice")), Fresh("bob"));
        var pair = Direct(alice.User, bob);
        await using (var phone = await WireClient.LoginAsync(Server, bob))
        {
            await alice.SendExpiringAsync(new { user = bob }, "secret", 1);
            await phone.MessageAsync(pair, 1);
            await phone.ReadAsync(pair, 1);
        }

        await alice.GoneAsync(pair, 1);
        var desk = await LoginAsync(bob, "desk", "desktop");
        await desk.DrainedAsync();
        await desk.MessageAsync(pair, 2);
        Assert.DoesNotContain(desk.Frames(), static frame => frame.ToString().Contains("secret", StringComparison.Ordinal));
        Assert.DoesNotContain("secret", (await desk.LineAsync(pair))!.Value.GetRawText(), StringComparison.Ordinal);
        Assert.Equal((0L, 0L), await UnreadAsync(desk, pair));
    }

    [Fact]
    public async Task Who_answers_has_read_it_and_a_note_to_oneself_is_read_when_it_is_written()
    {
        var (alice, bob) = (await LoginAsync(Fresh("alice")), await LoginAsync(Fresh("bob")));
        var pair = Direct(alice.User, bob.User);
        await alice.SendExpiringAsync(new { user = bob.User }, "secret", 1);
        await bob.SendTextAsync(alice.User, "oh");
        await alice.SendExpiringAsync(new { user = alice.User }, "note", 1);

        Assert.Equal("expired", (await alice.GoneAsync(pair, 1)).ReasonOf());
        Assert.Equal("expired", (await alice.GoneAsync(Direct(alice.User, alice.User), 1)).ReasonOf());
    }

    [Fact]
    public async Task In_a_group_the_first_other_member_to_read_it_starts_the_clock_for_all()
    {
        var (alice, bob, carol) = (await LoginAsync(Fresh("alice")), await LoginAsync(Fresh("bob")), await LoginAsync(Fresh("carol")));
        var group = await alice.CreateGroupAsync("ours", bob.User, carol.User);
        await alice.SendExpiringAsync(new { group }, "secret", 1);
        await carol.MessageAsync($"g:{group}", 2);
        await bob.ReadAsync($"g:{group}", 2);

        Assert.Equal("recall", (await carol.MessageAsync($"g:{group}", 3)).Kind);
        Assert.Equal((0L, 0L), await UnreadAsync(carol, $"g:{group}"));
    }

    /// <summary>It still settles its own unread count, but whatever it reads is nobody else's business.</summary>
    [Fact]
    public async Task Who_was_removed_ends_nothing_and_tells_nobody_that_it_reads()
    {
        var (alice, bob, carol) = (await LoginAsync(Fresh("alice")), await LoginAsync(Fresh("bob")), await LoginAsync(Fresh("carol")));
        var group = await alice.CreateGroupAsync("ours", bob.User, carol.User);
        var conversation = $"g:{group}";
        await alice.SendExpiringAsync(new { group }, "goes", 1);
        await alice.SendExpiringAsync(new { group }, "stays", 1);
        await alice.GroupAsync(group, "kick", new { users = new[] { carol.User } });

        Assert.False((await carol.ReadAsync(conversation, 3)).IsError);
        Assert.False((await bob.ReadAsync(conversation, 2)).IsError);
        await alice.GoneAsync(conversation, 2);

        // Had there been a clock for the second one, it would have ended first.
        Assert.Equal("stays", (await bob.HistoryAsync(conversation))[2].Body);
        await alice.WaitForAsync("bob's reading", frame => frame.Type == "read" && frame.Text("user") == bob.User);
        Assert.DoesNotContain(alice.Frames(), frame => frame.Type == "read" && frame.Text("user") == carol.User);
    }

    [Fact]
    public async Task It_is_not_sent_on_pinned_or_found_and_an_edit_does_not_keep_it()
    {
        var (alice, bob) = (await LoginAsync(Fresh("alice")), await LoginAsync(Fresh("bob")));
        var group = await alice.CreateGroupAsync("ours", bob.User);
        var conversation = $"g:{group}";
        await alice.SendExpiringAsync(new { group }, "zebra one", Long);
        await alice.SendToGroupAsync(group, "zebra two");

        Assert.Equal("forbidden", (await bob.ForwardAsync(conversation, [2], [new { user = alice.User }])).Code);
        Assert.True((await alice.GroupAsync(group, "pin", new { seq = 2, on = true })).Code == "not_found");
        Assert.False((await alice.EditAsync(conversation, 2, "zebra edited")).IsError);
        Assert.Equal(("zebra edited", Long), (await bob.HistoryAsync(conversation))[1] is var edited ? (edited.Body, edited.Json.GetProperty("expire").GetInt32()) : default);
        await alice.SendToGroupAsync(group, "zebra three");

        // The last one is indexed, and so is everything before it.
        Assert.Equal([5, 3], (await bob.FoundAsync(2, "zebra")).Seqs());
    }

    [Fact]
    public async Task The_same_message_with_another_expiry_is_a_conflict_and_what_expired_is_answered_as_ever()
    {
        var (alice, bob) = (await LoginAsync(Fresh("alice")), await LoginAsync(Fresh("bob")));
        var pair = Direct(alice.User, bob.User);
        await alice.SendExpiringAsync(new { user = bob.User }, "secret", 1, clientId: "c1");

        Assert.Equal("conflict", (await alice.SendExpiringAsync(new { user = bob.User }, "secret", 2, clientId: "c1")).Code);
        Assert.True((await alice.SendExpiringAsync(new { user = bob.User }, "secret", 1, clientId: "c1")).Flag("dup"));
        await bob.ReadAsync(pair, 1);
        await alice.GoneAsync(pair, 1);
        Assert.Equal((1L, true), (await alice.SendExpiringAsync(new { user = bob.User }, "secret", 1, clientId: "c1")) is var again ? (again.Number("seq"), again.Flag("dup")) : default);
        Assert.Equal(2, (await alice.RecallAsync(pair, 1)).Number("seq"));
        Assert.Equal("expired", (await bob.ForwardAsync(pair, [1], [new { user = alice.User }])).Code);
        Assert.Equal(2, (await bob.WholeHistoryAsync(pair)).Count);
    }

    [Fact]
    public async Task One_that_is_sent_later_expires_as_well()
    {
        var (alice, bob) = (await LoginAsync(Fresh("alice")), await LoginAsync(Fresh("bob")));
        var pair = Direct(alice.User, bob.User);
        var tooLong = await alice.RequestAsync(new
        {
            type = "schedule.set", to = new { user = bob.User }, clientId = "c0", content = new { type = "text", text = "x" }, expire = 604_801, at = ScheduleWire.Ahead(TimeSpan.FromDays(1)),
        });
        Assert.Equal("invalid", tooLong.Code);
        WireFrame set;
        var ahead = 1_000;
        do
        {
            ahead *= 2;
            set = await alice.RequestAsync(new
            {
                type = "schedule.set", to = new { user = bob.User }, clientId = "c1", content = new { type = "text", text = "secret" }, expire = 1, at = ScheduleWire.Ahead(TimeSpan.FromMilliseconds(ahead)),
            });
        }
        while (set.Code == "expired");

        Assert.Equal(1, (await bob.MessageAsync(pair, 1)).Json.GetProperty("expire").GetInt32());
        await bob.ReadAsync(pair, 1);
        await bob.GoneAsync(pair, 1);
    }

    [Fact]
    public async Task Version_1_sees_it_go_and_what_it_was_shown_of_an_edit()
    {
        var (alice, bob) = (await LoginAsync(Fresh("alice")), Fresh("bob"));
        var pair = Direct(alice.User, bob);
        var old = Track(await Version1Client.LoginAsync(Server, bob));
        var phone = await LoginAsync(bob, "desk", "desktop");
        await alice.SendExpiringAsync(new { user = bob }, "secret", 1);
        var got = await old.HearAsync("normal", static frame => frame.GetProperty("content").GetProperty("text").GetString() == "secret");
        await alice.EditAsync(pair, 1, "secret edited");
        await old.EditedAsync($"{pair}:2", "secret edited");
        await old.AckAsync($"{pair}:2");
        await phone.ReadAsync(pair, 1);

        Assert.Equal($"{pair}:1", got.Text("messageID"));
        await old.RepealedAsync($"{pair}:1");
        await old.RepealedAsync($"{pair}:2");
    }

    private static async Task<(long Unread, long Mentioned)> UnreadAsync(WireClient client, string conversation)
    {
        var line = (await client.LineAsync(conversation))!.Value;
        return (line.GetProperty("unread").GetInt64(), line.GetProperty("mentioned").GetInt64());
    }
}
