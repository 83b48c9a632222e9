using OrleansIm.EndToEnd.Tests.Houses;
using OrleansIm.Support.Wire;

namespace OrleansIm.EndToEnd.Tests.Calls;

/// <summary>Calls of several members of a group.</summary>
public sealed class Group_call_Tests(SqliteHouse house) : ServerTests(house)
{
    [Fact]
    public async Task Members_come_and_go_and_the_call_ends_with_the_last_two()
    {
        var (alice, bob, carol, dave) = (await ReadyAsync("alice"), await ReadyAsync("bob"), await ReadyAsync("carol"), await ReadyAsync("dave"));
        var group = await alice.CreateGroupAsync("team", bob.User, carol.User, dave.User);
        var answer = await alice.RequestAsync(new { type = "call.invite", to = new { group }, media = "video", users = new[] { bob.User, carol.User } });
        var call = answer.Text("call")!;
        await Task.WhenAll(bob.CallEventAsync(call, "invite"), carol.CallEventAsync(call, "invite"));
        Assert.False((await bob.InCallAsync("accept", call)).IsError);

        var found = await dave.RequestAsync(new { type = "call.invite", to = new { group }, media = "video" });
        Assert.Equal((call, true), (found.Text("call"), found.Flag("dup")));
        var joined = await dave.InCallAsync("join", call);
        Assert.Equal(
            new[] { (alice.User, "in"), (bob.User, "in"), (carol.User, "ringing"), (dave.User, "in") },
            joined.Json.GetProperty("parties").EnumerateArray().Select(party => (party.GetProperty("user").GetString()!, party.GetProperty("state").GetString()!)));
        Assert.Equal(dave.User, (await alice.CallEventAsync(call, "join")).Text("by"));
        Assert.Equal("invalid", (await dave.SignalAsync(call, "whom?")).Code);
        Assert.False((await dave.SignalAsync(call, "bob", bob.User)).IsError);
        Assert.Equal(dave.User, (await bob.CallEventAsync(call, "signal")).Text("by"));
        Assert.DoesNotContain(alice.Frames(), frame => frame.Text("event") == "signal");

        Assert.False((await carol.InCallAsync("reject", call)).IsError);
        Assert.False((await alice.InCallAsync("leave", call)).IsError);
        Assert.False((await dave.RequestAsync(new { type = "group.leave", group })).IsError);
        var end = await bob.WaitForAsync("the end", frame => frame.Text("call") == call && frame.Has("outcome"));
        Assert.Equal(("ended", dave.User), (end.Text("outcome"), end.Text("by")));
        Assert.Equal("ended", (await carol.CallEntryAsync($"g:{group}", call)).Outcome());
        Assert.False((await bob.RequestAsync(new { type = "call.invite", to = new { user = alice.User }, media = "audio" })).IsError);
    }

    [Fact]
    public async Task A_groups_call_is_for_members_who_may_write_and_not_for_a_crowd()
    {
        var (alice, bob, eve) = (await ReadyAsync("alice"), await ReadyAsync("bob"), await ReadyAsync("eve"));
        var group = await alice.CreateGroupAsync("team", [bob.User, .. Enumerable.Range(0, 15).Select(static _ => Fresh("member"))]);

        Assert.Equal("too_large", (await alice.RequestAsync(new { type = "call.invite", to = new { group }, media = "audio" })).Code);
        Assert.Equal("not_found", (await alice.RequestAsync(new { type = "call.invite", to = new { group }, media = "audio", users = new[] { eve.User } })).Code);
        Assert.Equal("not_found", (await eve.RequestAsync(new { type = "call.invite", to = new { group }, media = "audio", users = new[] { bob.User } })).Code);
        Assert.Equal("invalid", (await alice.RequestAsync(new { type = "call.invite", to = new { user = bob.User }, media = "audio", users = new[] { bob.User } })).Code);
        await alice.GroupAsync(group, "mute", new { user = bob.User, until = DateTimeOffset.UtcNow.AddHours(1).ToUnixTimeMilliseconds() });
        Assert.Equal("muted", (await bob.RequestAsync(new { type = "call.invite", to = new { group }, media = "audio", users = new[] { alice.User } })).Code);

        var answer = await alice.RequestAsync(new { type = "call.invite", to = new { group }, media = "audio", users = new[] { bob.User } });
        Assert.Equal("not_found", (await eve.InCallAsync("join", answer.Text("call")!)).Code);
        Assert.Equal("muted", (await bob.InCallAsync("accept", answer.Text("call")!)).Code);
        Assert.False((await alice.InCallAsync("cancel", answer.Text("call")!)).IsError);
        Assert.Equal("cancelled", (await bob.CallEntryAsync($"g:{group}", answer.Text("call")!)).Outcome());
    }

    private async Task<WireClient> ReadyAsync(string name)
    {
        var client = await LoginAsync(Fresh(name));
        await client.DrainedAsync();
        return client;
    }
}
