using OrleansIm.EndToEnd.Tests.Houses;
using OrleansIm.Support.Wire;

namespace OrleansIm.EndToEnd.Tests.Calls;

/// <summary>Who leaves a group is out of its call, and who blocks somebody ends their call: from the receipt on, not some time later.</summary>
public sealed class Out_of_the_call_Tests(SqliteHouse house) : ServerTests(house)
{
    [Theory]
    [InlineData("kick")]
    [InlineData("leave")]
    public async Task Nothing_passes_to_or_from_one_who_is_no_member_any_more(string how)
    {
        var (alice, bob, dave) = (await ReadyAsync("alice"), await ReadyAsync("bob"), await ReadyAsync("dave"));
        var group = await alice.CreateGroupAsync("team", bob.User, dave.User);
        var call = await TalkAsync(group, alice, bob, dave);

        var gone = how == "kick" ? await alice.GroupAsync(group, how, new { users = new[] { dave.User } }) : await dave.GroupAsync(group, how);
        Assert.False(gone.IsError, gone.ToString());
        Assert.Equal("conflict", (await dave.SignalAsync(call, "I am still here", alice.User)).Code);
        Assert.Equal("conflict", (await alice.SignalAsync(call, "are you?", dave.User)).Code);
        Assert.Equal("not_member", (await dave.InCallAsync("join", call)).Code);

        foreach (var client in (WireClient[])[alice, bob, dave])
        {
            var told = await client.CallEventAsync(call, "hangup");
            Assert.Equal((dave.User, false), (told.Text("by"), told.Has("outcome")));
        }

        Assert.False((await alice.SignalAsync(call, "we go on", bob.User)).IsError);
        Assert.Equal("we go on", (await bob.CallEventAsync(call, "signal")).Text("data"));
        Assert.False((await bob.InCallAsync("leave", call)).IsError);
        Assert.Equal("ended", (await alice.CallEntryAsync($"g:{group}", call)).Outcome());
        Assert.False((await dave.RequestAsync(new { type = "call.invite", to = new { user = alice.User }, media = "audio" })).IsError);
        await alice.RungAsync(dave.User);
        Assert.DoesNotContain(dave.Frames(), frame => frame.Text("call") == call && frame.Text("event") == "signal");
        Assert.DoesNotContain(alice.Frames(), static frame => frame.Text("event") == "signal");
    }

    [Fact]
    public async Task With_its_group_a_call_ends_for_everybody()
    {
        var (alice, bob, dave) = (await ReadyAsync("alice"), await ReadyAsync("bob"), await ReadyAsync("dave"));
        var group = await alice.CreateGroupAsync("team", bob.User, dave.User);
        var call = await TalkAsync(group, alice, bob, dave);

        Assert.False((await alice.GroupAsync(group, "dissolve")).IsError);

        Assert.Equal("conflict", (await dave.SignalAsync(call, "to alice", alice.User)).Code);
        Assert.Equal("conflict", (await alice.SignalAsync(call, "to dave", dave.User)).Code);
        foreach (var client in (WireClient[])[alice, bob, dave])
        {
            var told = await client.CallEventAsync(call, "hangup");
            Assert.Equal((client.User, "ended"), (told.Text("by"), told.Text("outcome")));
            Assert.DoesNotContain(client.Frames(), static frame => frame.Text("event") == "signal");
        }

        Assert.False((await dave.RequestAsync(new { type = "call.invite", to = new { user = alice.User }, media = "audio" })).IsError);
        await alice.RungAsync(dave.User);
    }

    [Fact]
    public async Task Who_is_rung_and_is_removed_rings_no_longer()
    {
        var (alice, bob, dave) = (await ReadyAsync("alice"), await ReadyAsync("bob"), await ReadyAsync("dave"));
        var group = await alice.CreateGroupAsync("team", bob.User, dave.User);
        var call = (await alice.RequestAsync(new { type = "call.invite", to = new { group }, media = "audio" })).Text("call")!;
        await Task.WhenAll(bob.CallEventAsync(call, "invite"), dave.CallEventAsync(call, "invite"));

        Assert.False((await alice.GroupAsync(group, "kick", new { users = new[] { dave.User } })).IsError);
        Assert.True((await dave.InCallAsync("ring", call)).Flag("dup"), "It still rang.");
        Assert.Equal("not_member", (await dave.InCallAsync("accept", call)).Code);
        var stop = await dave.CallEventAsync(call, "reject");
        Assert.Equal((dave.User, false), (stop.Text("by"), stop.Has("outcome")));
        Assert.Equal(dave.User, (await alice.CallEventAsync(call, "reject")).Text("by"));

        // Nobody is left who could answer.
        Assert.False((await bob.GroupAsync(group, "leave")).IsError);
        var end = await alice.WaitForAsync("the end", frame => frame.Text("call") == call && frame.Has("outcome"));
        Assert.Equal(("reject", bob.User, "rejected"), (end.Text("event"), end.Text("by"), end.Text("outcome")));
        Assert.Equal("conflict", (await alice.InCallAsync("cancel", call)).Code);
    }

    [Fact]
    public async Task A_block_ends_the_call_of_the_two_and_nothing_of_the_blocked_one_arrives()
    {
        var (alice, bob) = (await ReadyAsync("alice"), await ReadyAsync("bob"));
        var call = await alice.CallAsync(bob.User);
        Assert.False((await bob.InCallAsync("accept", call)).IsError);

        Assert.False((await bob.RequestAsync(new { type = "contact.set", user = alice.User, block = true })).IsError);

        Assert.Equal("conflict", (await alice.SignalAsync(call, "words that are not wanted")).Code);
        Assert.Equal("conflict", (await bob.SignalAsync(call, "nor mine")).Code);
        foreach (var client in (WireClient[])[alice, bob])
        {
            // Just as if bob had hung up.
            var told = await client.CallEventAsync(call, "hangup");
            Assert.Equal((bob.User, "ended"), (told.Text("by"), told.Text("outcome")));
            Assert.DoesNotContain(client.Frames(), static frame => frame.Text("event") == "signal");
        }

        Assert.Equal("ended", (await bob.CallEntryAsync(Direct(alice.User, bob.User), call)).Outcome());
        Assert.Equal("blocked", (await alice.RequestAsync(new { type = "call.invite", to = new { user = bob.User }, media = "audio" })).Code);
        Assert.Equal("forbidden", (await bob.RequestAsync(new { type = "call.invite", to = new { user = alice.User }, media = "audio" })).Code);
    }

    [Fact]
    public async Task What_rings_at_one_who_blocks_the_caller_is_rejected_and_no_news()
    {
        var (alice, phone) = (await ReadyAsync("alice"), await ReadyAsync("bob"));
        var desk = await LoginAsync(phone.User, new LoginOptions { Device = "desk", Class = "desktop" });
        await desk.DrainedAsync();
        var call = await alice.CallAsync(phone.User);
        await Task.WhenAll(phone.CallEventAsync(call, "invite"), desk.CallEventAsync(call, "invite"));

        Assert.False((await phone.RequestAsync(new { type = "contact.set", user = alice.User, block = true })).IsError);

        Assert.Equal("conflict", (await alice.InCallAsync("cancel", call)).Code);
        foreach (var client in (WireClient[])[alice, phone, desk])
        {
            var told = await client.CallEventAsync(call, "reject");
            Assert.Equal((phone.User, "rejected"), (told.Text("by"), told.Text("outcome")));
        }

        var entry = await phone.CallEntryAsync(Direct(alice.User, phone.User), call);
        Assert.Equal("rejected", entry.Outcome());
        await phone.MessageAsync(Direct(alice.User, phone.User), entry.Seq);
        Assert.Equal(0, (await phone.LineAsync(Direct(alice.User, phone.User)))!.Value.GetProperty("unread").GetInt64());
    }

    [Fact]
    public async Task A_caller_who_blocks_the_one_it_calls_gives_up()
    {
        var (alice, bob) = (await ReadyAsync("alice"), await ReadyAsync("bob"));
        var call = await alice.CallAsync(bob.User);
        await bob.CallEventAsync(call, "invite");

        Assert.False((await alice.RequestAsync(new { type = "contact.set", user = bob.User, block = true })).IsError);

        Assert.Equal("conflict", (await bob.InCallAsync("accept", call)).Code);
        foreach (var client in (WireClient[])[alice, bob])
        {
            var told = await client.CallEventAsync(call, "cancel");
            Assert.Equal((alice.User, "cancelled"), (told.Text("by"), told.Text("outcome")));
        }
    }

    [Fact]
    public async Task In_a_groups_call_a_block_between_two_members_changes_nothing()
    {
        var (alice, bob, dave) = (await ReadyAsync("alice"), await ReadyAsync("bob"), await ReadyAsync("dave"));
        var group = await alice.CreateGroupAsync("team", bob.User, dave.User);
        var call = await TalkAsync(group, alice, bob, dave);

        Assert.False((await bob.RequestAsync(new { type = "contact.set", user = dave.User, block = true })).IsError);

        Assert.False((await dave.SignalAsync(call, "to bob", bob.User)).IsError);
        Assert.Equal("to bob", (await bob.CallEventAsync(call, "signal")).Text("data"));
        Assert.False((await bob.SignalAsync(call, "to dave", dave.User)).IsError);
        Assert.Equal("to dave", (await dave.CallEventAsync(call, "signal")).Text("data"));
        Assert.False((await alice.GroupAsync(group, "dissolve")).IsError);
    }

    private static async Task<string> TalkAsync(string group, WireClient caller, params WireClient[] others)
    {
        var answer = await caller.RequestAsync(new { type = "call.invite", to = new { group }, media = "audio", users = others.Select(static other => other.User) });
        var call = answer.Text("call") ?? throw new WaitException($"call.invite was refused: {answer}");
        foreach (var other in others)
        {
            Assert.False((await other.InCallAsync("accept", call)).IsError);
        }

        return call;
    }

    private async Task<WireClient> ReadyAsync(string name)
    {
        var client = await LoginAsync(Fresh(name));
        await client.DrainedAsync();
        return client;
    }
}
