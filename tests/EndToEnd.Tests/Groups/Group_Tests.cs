using System.Text.Json;
using OrleansIm.EndToEnd.Tests.Houses;
using OrleansIm.Support.Wire;

namespace OrleansIm.EndToEnd.Tests.Groups;

/// <summary>Chapter 3.5: groups, and who sees what of them.</summary>
public sealed class Group_Tests(SqliteHouse house) : ServerTests(house)
{
    [Fact]
    public async Task Whoever_is_named_at_the_founding_gets_the_tip_and_the_messages()
    {
        var (alice, bob, carol) = (Fresh("alice"), Fresh("bob"), Fresh("carol"));
        var owner = await LoginAsync(alice);
        var b = await LoginAsync(bob);
        var c = await LoginAsync(carol);

        var receipt = await owner.RequestAsync(new { type = "group.create", name = "Team", members = new[] { bob, carol } });
        var conversation = receipt.Text("conversation")!;
        await owner.SendToGroupAsync(receipt.Text("group")!, "hello all");

        Assert.Equal($"g:{receipt.Text("group")}", conversation);
        foreach (var member in new[] { b, c })
        {
            Assert.Equal("tip", (await member.MessageAsync(conversation, 1)).Kind);
            Assert.Equal("hello all", (await member.MessageAsync(conversation, 2)).Body);
        }
    }

    [Fact]
    public async Task A_repeated_founding_finds_the_first_group()
    {
        var alice = Fresh("alice");
        var owner = await LoginAsync(alice);
        var frame = new { type = "group.create", name = "Team", members = Array.Empty<string>(), clientId = "k1" };

        var first = await owner.RequestAsync(frame);
        var second = await owner.RequestAsync(frame);

        Assert.Equal(first.Text("group"), second.Text("group"));
        Assert.True(second.Flag("dup"));
        Assert.Single(await owner.ConversationsAsync());
    }

    [Fact]
    public async Task An_invited_member_sees_what_comes_and_nothing_from_before()
    {
        var (alice, bob, carol) = (Fresh("alice"), Fresh("bob"), Fresh("carol"));
        var owner = await LoginAsync(alice);
        var member = await LoginAsync(bob);
        var late = await LoginAsync(carol);
        var group = await owner.CreateGroupAsync("team", bob);
        await owner.SendToGroupAsync(group, "before");

        Assert.False((await member.InviteAsync(group, carol)).IsError);
        var after = await owner.SendToGroupAsync(group, "after");
        await late.MessageAsync($"g:{group}", after.Number("seq"));
        var history = await late.HistoryAsync($"g:{group}", after: 0);

        Assert.DoesNotContain(history, message => message.Body == "before");
        Assert.Equal("after", history[^1].Body);
        Assert.Contains(await owner.HistoryAsync($"g:{group}"), message => message.Kind == "tip" && message.Body!.Contains(carol, StringComparison.Ordinal));
        Assert.Equal(1, (await late.LineAsync($"g:{group}"))!.Value.GetProperty("unread").GetInt64());
    }

    [Fact]
    public async Task A_member_who_left_sees_nothing_more_and_keeps_what_it_had()
    {
        var (alice, bob) = (Fresh("alice"), Fresh("bob"));
        var owner = await LoginAsync(alice);
        var member = await LoginAsync(bob);
        var group = await owner.CreateGroupAsync("team", bob);
        await owner.SendToGroupAsync(group, "before");

        Assert.False((await member.LeaveAsync(group)).IsError);
        var after = await owner.SendToGroupAsync(group, "after");
        await owner.SendTextAsync(bob, "a barrier");
        await member.MessageAsync(Direct(alice, bob), 1);

        Assert.DoesNotContain(member.Frames(), frame => frame.ToString().Contains("\"after\"", StringComparison.Ordinal));
        var page = await member.HistoryPageAsync($"g:{group}", after: 0);
        Assert.DoesNotContain(page.Messages(), message => message.Body == "after");
        Assert.True((await member.SendToGroupAsync(group, "let me in")).Code is "not_member" or "not_found");
        Assert.True((await member.InviteAsync(group, bob)).IsError);
        Assert.True((await member.RecallAsync($"g:{group}", after.Number("seq"))).IsError);
        Assert.Contains(await owner.HistoryAsync($"g:{group}"), message => message.Kind == "tip" && message.Body!.Contains(bob, StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_member_who_left_gets_nothing_of_it_as_backlog()
    {
        var (alice, bob) = (Fresh("alice"), Fresh("bob"));
        var owner = await LoginAsync(alice);
        var member = await LoginAsync(bob);
        var group = await owner.CreateGroupAsync("team", bob);
        await member.LeaveAsync(group);
        await member.DisposeAsync();
        await owner.SendToGroupAsync(group, "secret");

        var back = await LoginAsync(bob, "tablet", "tablet");
        await back.DrainedAsync();

        Assert.DoesNotContain(back.Frames(), frame => frame.ToString().Contains("secret", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Coming_back_opens_a_new_membership()
    {
        var (alice, bob) = (Fresh("alice"), Fresh("bob"));
        var owner = await LoginAsync(alice);
        var member = await LoginAsync(bob);
        var group = await owner.CreateGroupAsync("team", bob);
        await owner.SendToGroupAsync(group, "first time");
        await member.LeaveAsync(group);
        await owner.SendToGroupAsync(group, "while away");
        await owner.InviteAsync(group, bob);
        var last = await owner.SendToGroupAsync(group, "second time");

        await member.MessageAsync($"g:{group}", last.Number("seq"));
        var bodies = (await member.HistoryAsync($"g:{group}", after: 0)).Select(message => message.Body).ToArray();

        Assert.DoesNotContain("while away", bodies);
        Assert.DoesNotContain("first time", bodies);
        Assert.Contains("second time", bodies);
        Assert.Equal(1, (await member.LineAsync($"g:{group}"))!.Value.GetProperty("unread").GetInt64());
    }

    [Fact]
    public async Task A_stranger_can_do_nothing_and_learns_nothing()
    {
        var (alice, bob, carol) = (Fresh("alice"), Fresh("bob"), Fresh("carol"));
        var owner = await LoginAsync(alice);
        var stranger = await LoginAsync(carol);
        var group = await owner.CreateGroupAsync("secret", bob);
        await owner.SendToGroupAsync(group, "secret");
        const string missing = "no-such-group";

        foreach (var (real, none) in new[]
        {
            (await stranger.SendToGroupAsync(group, "x"), await stranger.SendToGroupAsync(missing, "x")),
            (await stranger.InviteAsync(group, carol), await stranger.InviteAsync(missing, carol)),
            (await stranger.LeaveAsync(group), await stranger.LeaveAsync(missing)),
            (await stranger.HistoryPageAsync($"g:{group}"), await stranger.HistoryPageAsync($"g:{missing}")),
            (await stranger.ReadAsync($"g:{group}", 1), await stranger.ReadAsync($"g:{missing}", 1)),
            (await stranger.RecallAsync($"g:{group}", 2), await stranger.RecallAsync($"g:{missing}", 2)),
        })
        {
            Assert.True(real.IsError, real.ToString());
            Assert.Equal(real.Code, none.Code);
            Assert.Equal(real.Text("message"), none.Text("message"));
        }

        Assert.Equal(2, (await owner.HistoryAsync($"g:{group}")).Count);
    }

    [Fact]
    public async Task Inviting_a_member_again_changes_nothing()
    {
        var (alice, bob) = (Fresh("alice"), Fresh("bob"));
        var owner = await LoginAsync(alice);
        var member = await LoginAsync(bob);
        var group = await owner.CreateGroupAsync("team", bob);
        await owner.SendToGroupAsync(group, "one");

        await owner.InviteAsync(group, bob);

        Assert.Contains(await member.HistoryAsync($"g:{group}", after: 0), message => message.Body == "one");
        Assert.Equal(2, (await owner.HistoryAsync($"g:{group}")).Count);
    }

    [Fact]
    public async Task All_members_read_the_same_log_whoever_wrote()
    {
        var users = Enumerable.Range(0, 6).Select(i => Fresh($"u{i}")).ToArray();
        var clients = new List<WireClient>();
        foreach (var user in users)
        {
            clients.Add(await LoginAsync(user));
        }

        var group = await clients[0].CreateGroupAsync("team", users[1..]);
        await Task.WhenAll(clients.SelectMany(client => Enumerable.Range(0, 40).Select(i => client.SendToGroupAsync(group, $"{client.User} {i}"))));
        var logs = new List<string[]>();
        foreach (var client in clients)
        {
            logs.Add([.. (await client.WholeHistoryAsync($"g:{group}")).Select(message => $"{message.Seq} {message.From} {message.Body}")]);
        }

        Assert.Equal(241, logs[0].Length);
        Assert.All(logs, log => Assert.Equal(logs[0], log));
    }

    [Fact]
    public async Task A_mention_of_all_counts_for_all_but_its_sender()
    {
        var (alice, bob, carol) = (Fresh("alice"), Fresh("bob"), Fresh("carol"));
        var owner = await LoginAsync(alice);
        var b = await LoginAsync(bob);
        var c = await LoginAsync(carol);
        var group = await owner.CreateGroupAsync("team", bob, carol);

        await owner.RequestAsync(new { type = "send", to = new { group }, clientId = "1", content = new { type = "text", text = "@all" }, mentions = "all" });
        await owner.RequestAsync(new { type = "send", to = new { group }, clientId = "2", content = new { type = "text", text = "@bob" }, mentions = new[] { bob } });

        await b.MessageAsync($"g:{group}", 3);
        await c.MessageAsync($"g:{group}", 3);
        Assert.Equal(2, Mentioned(await b.LineAsync($"g:{group}")));
        Assert.Equal(1, Mentioned(await c.LineAsync($"g:{group}")));
        Assert.Equal(0, Mentioned(await owner.LineAsync($"g:{group}")));
    }

    private static long Mentioned(JsonElement? line) => line!.Value.GetProperty("mentioned").GetInt64();
}
