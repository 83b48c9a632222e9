using System.Text.Json;
using OrleansIm.EndToEnd.Tests.Houses;
using OrleansIm.Support.Wire;

namespace OrleansIm.EndToEnd.Tests.Calls;

/// <summary>Chapter 3.6: two users call each other. Run by one class per engine.</summary>
public abstract class Call_Tests(House house) : ServerTests(house)
{
    [Fact]
    public async Task A_call_is_rung_accepted_talked_in_and_hung_up_and_stands_in_the_log()
    {
        var (alice, bob) = (Fresh("alice"), Fresh("bob"));
        var (caller, callee) = (await ReadyAsync(alice), await ReadyAsync(bob));
        var call = await caller.CallAsync(bob, new { type = "offer", sdp = "v=0\r\n" });

        var rung = await callee.CallEventAsync(call, "invite");
        Assert.Equal((Direct(alice, bob), alice, alice, "audio"), (rung.Text("conversation"), rung.Text("by"), rung.Text("from"), rung.Text("media")));
        Assert.Equal("v=0\r\n", rung.Json.GetProperty("sdp").GetProperty("sdp").GetString());
        Assert.False((await callee.InCallAsync("ring", call)).IsError);
        Assert.Equal(bob, (await caller.CallEventAsync(call, "ring")).Text("by"));
        Assert.Equal("conflict", (await caller.SignalAsync(call, "too early")).Code);

        var accepted = await callee.RequestAsync(new { type = "call.accept", call, sdp = "answer" });
        Assert.False(accepted.IsError || accepted.Flag("dup"), accepted.ToString());
        Assert.Equal("answer", (await caller.CallEventAsync(call, "accept")).Text("sdp"));
        Assert.True((await callee.RequestAsync(new { type = "call.accept", call })).Flag("dup"));
        Assert.False((await caller.SignalAsync(call, new { candidate = "a" })).IsError);
        Assert.False((await callee.SignalAsync(call, "b")).IsError);
        Assert.Equal("a", (await callee.CallEventAsync(call, "signal")).Json.GetProperty("data").GetProperty("candidate").GetString());
        Assert.Equal("b", (await caller.CallEventAsync(call, "signal")).Text("data"));

        Assert.False((await callee.InCallAsync("hangup", call)).IsError);
        var end = await caller.CallEventAsync(call, "hangup");
        Assert.Equal((bob, "ended"), (end.Text("by"), end.Text("outcome")));
        Assert.True((await caller.InCallAsync("hangup", call)).Flag("dup"));
        Assert.Equal("conflict", (await caller.SignalAsync(call, "too late")).Code);

        foreach (var client in (WireClient[])[caller, callee])
        {
            var entry = await client.MessageAsync(Direct(alice, bob), 1);
            Assert.Equal(("call", alice, "ended"), (entry.Kind, entry.From, entry.Outcome()));
            Assert.False(entry.Json.TryGetProperty("clientId", out _));
            Assert.True(entry.Json.GetProperty("content").GetProperty("duration").GetInt64() >= 0);
            Assert.Equal(0, (await client.LineAsync(Direct(alice, bob)))!.Value.GetProperty("unread").GetInt64());
            await client.CallEntryAsync(Direct(alice, bob), call);
        }
    }

    [Fact]
    public async Task The_device_that_accepts_ends_the_ringing_of_the_others()
    {
        var (alice, bob) = (Fresh("alice"), Fresh("bob"));
        var caller = await ReadyAsync(alice);
        var phone = await ReadyAsync(bob);
        var desk = await ReadyAsync(bob, new LoginOptions { Device = "desk", Class = "desktop" });
        var call = await caller.CallAsync(bob);
        await Task.WhenAll(phone.CallEventAsync(call, "invite"), desk.CallEventAsync(call, "invite"));

        var answers = await Task.WhenAll(phone.InCallAsync("accept", call), desk.InCallAsync("accept", call));
        var first = answers[0].IsError ? desk : phone;
        var second = answers[0].IsError ? phone : desk;
        Assert.Equal("conflict", Assert.Single(answers, answer => answer.IsError).Code);
        await second.CallEventAsync(call, "answered_elsewhere");
        Assert.DoesNotContain(first.Frames(), frame => frame.Text("event") == "answered_elsewhere");
        Assert.Equal("conflict", (await second.InCallAsync("hangup", call)).Code);
        Assert.False((await caller.InCallAsync("hangup", call)).IsError);
        await first.CallEventAsync(call, "hangup");
        await first.CallEntryAsync(Direct(alice, bob), call);
    }

    [Fact]
    public async Task What_was_not_wanted_is_no_news_and_what_was_cancelled_is()
    {
        var (alice, bob) = (Fresh("alice"), Fresh("bob"));
        var (caller, callee) = (await ReadyAsync(alice), await ReadyAsync(bob));

        var rejected = await caller.CallAsync(bob);
        await callee.CallEventAsync(rejected, "invite");
        Assert.False((await callee.InCallAsync("reject", rejected)).IsError);
        Assert.Equal("rejected", (await caller.CallEventAsync(rejected, "reject")).Text("outcome"));
        var unwanted = await callee.CallEntryAsync(Direct(alice, bob), rejected);
        Assert.Equal("rejected", unwanted.Outcome());
        await callee.MessageAsync(Direct(alice, bob), unwanted.Seq);
        Assert.Equal(0, (await callee.LineAsync(Direct(alice, bob)))!.Value.GetProperty("unread").GetInt64());

        var cancelled = await caller.CallAsync(bob);
        await callee.CallEventAsync(cancelled, "invite");
        Assert.Equal("forbidden", (await callee.InCallAsync("cancel", cancelled)).Code);
        Assert.False((await caller.InCallAsync("cancel", cancelled)).IsError);
        Assert.Equal("cancelled", (await callee.CallEventAsync(cancelled, "cancel")).Text("outcome"));
        Assert.Equal("conflict", (await callee.InCallAsync("accept", cancelled)).Code);
        var missed = await callee.CallEntryAsync(Direct(alice, bob), cancelled);
        Assert.Equal("cancelled", missed.Outcome());
        await Task.WhenAll(callee.MessageAsync(Direct(alice, bob), missed.Seq), caller.MessageAsync(Direct(alice, bob), missed.Seq));
        Assert.Equal(1, (await callee.LineAsync(Direct(alice, bob)))!.Value.GetProperty("unread").GetInt64());
        Assert.Equal(0, (await caller.LineAsync(Direct(alice, bob)))!.Value.GetProperty("unread").GetInt64());
        Assert.Equal("invalid", (await caller.RecallAsync(Direct(alice, bob), missed.Seq)).Code);
        Assert.Equal("invalid", (await callee.ReactAsync(Direct(alice, bob), missed.Seq, "x")).Code);
    }

    [Fact]
    public async Task Who_has_a_call_is_busy_and_free_when_it_is_over()
    {
        var (alice, bob, carol) = (Fresh("alice"), Fresh("bob"), Fresh("carol"));
        var (caller, callee, third) = (await ReadyAsync(alice), await ReadyAsync(bob), await ReadyAsync(carol));
        var call = await caller.CallAsync(bob);
        Assert.False((await callee.InCallAsync("accept", call)).IsError);

        var answer = await third.RequestAsync(new { type = "call.invite", to = new { user = bob }, media = "video" });
        Assert.Equal("busy", answer.Text("outcome"));
        Assert.Equal("busy", (await third.CallEventAsync(answer.Text("call")!, "busy")).Text("outcome"));
        Assert.Equal("busy", (await callee.CallEntryAsync(Direct(bob, carol), answer.Text("call")!)).Outcome());
        Assert.DoesNotContain(callee.Frames(), frame => frame.Text("event") == "invite" && frame.Text("by") == carol);
        Assert.Equal("conflict", (await callee.RequestAsync(new { type = "call.invite", to = new { user = carol }, media = "audio" })).Code);
        Assert.Equal("conflict", (await callee.RequestAsync(new { type = "call.invite", to = new { user = alice }, media = "audio" })).Code);
        Assert.True((await caller.RequestAsync(new { type = "call.invite", to = new { user = bob }, media = "audio" })).Flag("dup"));

        Assert.False((await caller.InCallAsync("hangup", call)).IsError);
        var again = await third.CallAsync(bob);
        Assert.False((await callee.InCallAsync("busy", again)).IsError);
        Assert.Equal("busy", (await third.CallEventAsync(again, "busy")).Text("outcome"));
    }

    [Fact]
    public async Task Whoever_comes_while_it_rings_is_rung_and_who_drops_out_comes_back()
    {
        var (alice, bob) = (Fresh("alice"), Fresh("bob"));
        var caller = await ReadyAsync(alice);
        var call = await caller.CallAsync(bob, "offer");

        await using (var phone = await WireClient.LoginAsync(Server, bob))
        {
            Assert.Equal("offer", (await phone.CallEventAsync(call, "invite")).Text("sdp"));
            Assert.False((await phone.InCallAsync("accept", call)).IsError);
            await caller.CallEventAsync(call, "accept");
        }

        Assert.Equal(bob, (await caller.CallEventAsync(call, "away")).Text("by"));
        var back = await LoginAsync(bob);
        var state = await back.CallEventAsync(call, "state");
        Assert.Equal(["in", "in"], state.Json.GetProperty("parties").EnumerateArray().Select(party => party.GetProperty("state").GetString()));
        Assert.Equal(bob, (await caller.CallEventAsync(call, "back")).Text("by"));
        Assert.False((await back.SignalAsync(call, "again")).IsError);
        Assert.Equal("again", (await caller.CallEventAsync(call, "signal")).Text("data"));
        Assert.False((await caller.InCallAsync("hangup", call)).IsError);
        Assert.Equal("ended", (await back.CallEventAsync(call, "hangup")).Text("outcome"));
    }

    [Fact]
    public async Task Nobody_learns_of_calls_of_others_and_who_is_not_wanted_rings_nowhere()
    {
        var (alice, bob, eve) = (Fresh("alice"), Fresh("bob"), Fresh("eve"));
        var (caller, callee, stranger) = (await ReadyAsync(alice), await ReadyAsync(bob), await ReadyAsync(eve));
        var call = await caller.CallAsync(bob);
        await callee.CallEventAsync(call, "invite");

        foreach (var act in (string[])["ring", "accept", "reject", "cancel", "busy", "hangup", "join", "leave"])
        {
            Assert.Equal("not_found", (await stranger.InCallAsync(act, call)).Code);
        }

        Assert.Equal("not_found", (await stranger.SignalAsync(call, 1)).Code);
        Assert.Equal("not_found", (await stranger.RequestAsync(new { type = "call.invite", to = Direct(alice, bob), media = "audio" })).Code);
        Assert.Equal("invalid", (await stranger.RequestAsync(new { type = "call.invite", to = new { user = eve }, media = "audio" })).Code);
        await callee.RequestAsync(new { type = "contact.set", user = eve, block = true });
        Assert.Equal("blocked", (await stranger.RequestAsync(new { type = "call.invite", to = new { user = bob }, media = "audio" })).Code);
        Assert.DoesNotContain(callee.Frames(), frame => frame.Type == "call" && frame.Text("by") == eve);
        Assert.Empty(await stranger.ConversationsAsync());
        Assert.False((await caller.InCallAsync("cancel", call)).IsError);
    }

    [Fact]
    public async Task Whatever_is_done_at_once_has_one_outcome_and_one_entry()
    {
        var (alice, bob) = (Fresh("alice"), Fresh("bob"));
        var caller = await ReadyAsync(alice);
        var phone = await ReadyAsync(bob);
        var desk = await ReadyAsync(bob, new LoginOptions { Device = "desk", Class = "desktop" });
        for (var round = 0; round < 8; round++)
        {
            var call = await caller.CallAsync(bob);
            await Task.WhenAll(phone.CallEventAsync(call, "invite"), desk.CallEventAsync(call, "invite"));

            var acts = await Task.WhenAll(
                phone.InCallAsync("accept", call), caller.InCallAsync("cancel", call), desk.InCallAsync(round % 2 == 0 ? "accept" : "reject", call));
            Assert.Equal(1, acts.Count(act => !act.IsError));
            await Task.WhenAll(caller.InCallAsync("hangup", call), phone.InCallAsync("hangup", call), desk.InCallAsync("hangup", call));

            var outcome = (await caller.CallEntryAsync(Direct(alice, bob), call)).Outcome();
            Assert.Equal(acts[1].IsError ? (round % 2 == 1 && !acts[2].IsError ? "rejected" : "ended") : "cancelled", outcome);
        }

        Assert.Equal(8, (await caller.WholeHistoryAsync(Direct(alice, bob))).Count(static entry => entry.Kind == "call"));
    }

    [Fact]
    public async Task Opaque_parts_have_a_limit()
    {
        var caller = await ReadyAsync(Fresh("alice"));

        var answer = await caller.RequestAsync(new { type = "call.invite", to = new { user = Fresh("bob") }, media = "audio", sdp = new string('x', 32_768) });

        Assert.Equal("too_large", answer.Code);
        Assert.Equal(JsonValueKind.Array, (await caller.RequestAsync(new { type = "call.servers" })).Json.GetProperty("servers").ValueKind);
    }

    private async Task<WireClient> ReadyAsync(string user, LoginOptions? options = null)
    {
        var client = await LoginAsync(user, options ?? new LoginOptions());
        await client.DrainedAsync();
        return client;
    }
}
