using OrleansIm.EndToEnd.Tests.Houses;

namespace OrleansIm.EndToEnd.Tests.Terminal;

/// <summary>Leading a group with the command line client and a real server.</summary>
public sealed class Group_commands_Tests(SqliteHouse house) : ServerTests(house)
{
    [Fact]
    public async Task Who_leads_a_group_hears_who_would_like_to_come_in()
    {
        var (alice, bob, carol) = (Fresh("alice"), Fresh("bob"), Fresh("carol"));
        var (a, c) = (Chat(alice), Chat(carol));
        await a.SeeAsync("/open NAME opens a conversation");
        await c.SeeAsync("/open NAME opens a conversation");
        await a.TypeAsync($"/group Team {bob}");
        var opened = await a.SeeAsync("open: g:");
        var group = opened[opened.IndexOf("g:", StringComparison.Ordinal)..].Trim();

        await a.TypeAsync("/slow");
        await a.SeeAsync("! /slow SECONDS");
        await a.TypeAsync("/rename The new Team");
        await a.SeeAsync("The new Team");
        await a.TypeAsync("/joinby approval");
        await a.SeeAllAsync("* done", "is approved by an admin");
        await c.TypeAsync($"/join {group}");
        await c.SeeAsync("asked; an admin answers");
        await a.SeeAsync($"* {group}: {carol} would like to come in (there: /approve {carol}");
        await a.TypeAsync("/requests");
        await a.SeeAsync($"* {carol} would like to come in");
        await a.TypeAsync($"/approve {carol}");
        await c.SeeAsync($"[{group}]");
        await a.TypeAsync("/joinby link");
        await a.SeeAsync("who has the link may join");
        await a.TypeAsync("/link");
        await a.SeeAsync(", until 2");
    }

    private TerminalClient Chat(string user, params string[] more) => Track(TerminalClient.Chat(user, Server.TcpPort, Server.Key, more));
}
