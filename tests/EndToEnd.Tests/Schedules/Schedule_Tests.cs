using OrleansIm.EndToEnd.Tests.Houses;
using OrleansIm.Support.Wire;

namespace OrleansIm.EndToEnd.Tests.Schedules;

/// <summary>Messages that are sent later.</summary>
public abstract class Schedule_Tests(House house) : ServerTests(house)
{
    private static readonly TimeSpan Month = TimeSpan.FromDays(30);

    [Fact]
    public async Task A_message_is_sent_at_its_time_and_all_devices_follow()
    {
        var (phone, bob) = (await LoginAsync(Fresh("alice")), await LoginAsync(Fresh("bob")));
        var desk = await LoginAsync(phone.User, "desk", "desktop");
        var pair = Direct(phone.User, bob.User);
        await bob.SendTextAsync(phone.User, "when?");

        var set = await phone.ScheduleSoonAsync(new { user = bob.User }, "now", "c1");
        Assert.Equal((pair, "c1", false), (set.Text("conversation"), set.Text("clientId"), set.Flag("dup")));
        var told = await desk.ScheduleEventAsync("c1", "set");
        Assert.Equal("now", told.Json.GetProperty("content").GetProperty("text").GetString());

        foreach (var device in (WireClient[])[phone, desk])
        {
            var sent = await device.ScheduleEventAsync("c1", "sent");
            Assert.Equal((2L, false), (sent.Number("seq"), sent.Has("content")));
            Assert.Equal(("now", "c1"), (await device.MessageAsync(pair, 2)) is var own ? (own.Body, own.ClientId) : default);
        }

        var got = await bob.MessageAsync(pair, 2);
        Assert.Equal(("now", phone.User), (got.Body, got.From));
        Assert.Empty(await phone.ScheduledAsync());
        Assert.Equal(1, (await bob.LineAsync(pair))!.Value.GetProperty("unread").GetInt64());
        Assert.Equal(2, (await phone.LineAsync(pair))!.Value.GetProperty("readSeq").GetInt64());
        var repeated = await phone.SendTextAsync(bob.User, "now", "c1");
        Assert.Equal((2L, true), (repeated.Number("seq"), repeated.Flag("dup")));
        Assert.Equal(["when?", "now"], (await bob.WholeHistoryAsync(pair)).Select(static message => message.Body));
    }

    [Fact]
    public async Task What_waits_can_be_changed_listed_and_cancelled()
    {
        var (phone, bob) = (await LoginAsync(Fresh("alice")), await LoginAsync(Fresh("bob")));
        var desk = await LoginAsync(phone.User, "desk", "desktop");
        var pair = Direct(phone.User, bob.User);
        var at = ScheduleWire.Ahead(Month);
        for (var i = 1; i <= 3; i++)
        {
            Assert.False((await phone.ScheduleAsync(new { user = bob.User }, $"text {i}", $"c{i}", at + i)).IsError);
        }

        Assert.True((await phone.ScheduleAsync(new { user = bob.User }, "text 1", "c1", at + 1)).Flag("dup"));
        var changed = await desk.RequestAsync(new
        {
            type = "schedule.set", conversation = pair, clientId = "c1", content = new { type = "text", text = "later still" }, mentions = new[] { bob.User }, silent = true, at = at + 9,
        });
        Assert.Equal((false, at + 9), (changed.Flag("dup"), changed.Number("at")));
        await phone.WaitForAsync("the change", frame => frame.Type == "schedule" && frame.Text("clientId") == "c1" && frame.Number("at") == at + 9);

        var first = await phone.RequestAsync(new { type = "schedule.list", limit = 2 });
        Assert.Equal(["c2", "c3"], first.Json.GetProperty("items").EnumerateArray().Select(static item => item.GetProperty("clientId").GetString()));
        Assert.True(first.Flag("more"));
        var rest = await phone.RequestAsync(new { type = "schedule.list", limit = 2, after = first.Text("next") });
        var last = Assert.Single(rest.Json.GetProperty("items").EnumerateArray());
        Assert.False(rest.Flag("more") || rest.Has("next"), rest.ToString());
        Assert.Equal("later still", last.GetProperty("content").GetProperty("text").GetString());
        Assert.Equal(bob.User, Assert.Single(last.GetProperty("mentions").EnumerateArray()).GetString());
        Assert.True(last.GetProperty("silent").GetBoolean());

        Assert.False((await phone.CancelScheduledAsync(pair, "c2")).IsError);
        await desk.ScheduleEventAsync("c2", "cancel");
        Assert.Equal("not_found", (await desk.CancelScheduledAsync(pair, "c2")).Code);
        Assert.Equal("not_found", (await bob.CancelScheduledAsync(pair, "c3")).Code);
        Assert.Empty(await bob.ScheduledAsync());
        Assert.Equal(["c3", "c1"], (await desk.ScheduledAsync()).Select(static item => item.GetProperty("clientId").GetString()));
        Assert.Empty(await bob.ConversationsAsync());
    }

    [Fact]
    public async Task Times_and_places_that_are_not_possible_are_refused_at_once()
    {
        var (alice, bob) = (await LoginAsync(Fresh("alice")), await LoginAsync(Fresh("bob")));
        var to = new { user = bob.User };

        Assert.Equal("expired", (await alice.ScheduleAsync(to, "past", "c1", 1_700_000_000_000)).Code);
        Assert.Equal("invalid", (await alice.ScheduleAsync(to, "far", "c1", ScheduleWire.Ahead(TimeSpan.FromDays(400)))).Code);
        Assert.Equal("invalid", (await alice.ScheduleAsync(to, "never", "c1", 0)).Code);
        Assert.Equal("not_found", (await alice.ScheduleAsync(new { group = "no-such-group" }, "hello", "c1", ScheduleWire.Ahead(Month))).Code);
        await bob.RequestAsync(new { type = "contact.set", user = alice.User, block = true });
        Assert.Equal("blocked", (await alice.ScheduleAsync(to, "hello", "c1", ScheduleWire.Ahead(Month))).Code);
        for (var i = 0; i < 100; i++)
        {
            Assert.False((await alice.ScheduleAsync(new { user = alice.User }, "note", $"n{i}", ScheduleWire.Ahead(Month))).IsError);
        }

        Assert.Equal("too_large", (await alice.ScheduleAsync(new { user = alice.User }, "note", "n100", ScheduleWire.Ahead(Month))).Code);
        Assert.Equal(100, (await alice.ScheduledAsync()).Count);
    }

    [Fact]
    public async Task What_is_refused_at_its_time_is_kept_with_its_reason()
    {
        var (alice, bob) = (await LoginAsync(Fresh("alice")), await LoginAsync(Fresh("bob")));
        var pair = Direct(alice.User, bob.User);
        WireFrame set;
        var seconds = 2;
        do
        {
            // Whether there is such a message is looked at when it is sent.
            set = await alice.RequestAsync(new
            {
                type = "schedule.set", to = new { user = bob.User }, clientId = "c1", content = new { type = "text", text = "to nothing" }, replyTo = 99,
                at = ScheduleWire.Ahead(TimeSpan.FromSeconds(seconds)),
            });
            seconds *= 2;
        }
        while (set.Code == "expired");
        Assert.False(set.IsError, set.ToString());

        Assert.Equal("invalid", (await alice.ScheduleEventAsync("c1", "failed")).Text("code"));
        var kept = Assert.Single(await alice.ScheduledAsync());
        Assert.Equal("invalid", kept.GetProperty("code").GetString());
        Assert.Equal("to nothing", kept.GetProperty("content").GetProperty("text").GetString());
        Assert.False((await alice.CancelScheduledAsync(pair, "c1")).IsError);
        Assert.Empty(await alice.ScheduledAsync());
        Assert.Empty(await bob.ConversationsAsync());
    }
}
