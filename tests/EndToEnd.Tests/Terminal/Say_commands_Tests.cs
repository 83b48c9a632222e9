using OrleansIm.EndToEnd.Tests.Houses;
using OrleansIm.Support.Wire;

namespace OrleansIm.EndToEnd.Tests.Terminal;

/// <summary>Answers, mentions, and what expires or makes no sound, with the command line client and a real server.</summary>
public sealed class Say_commands_Tests(SqliteHouse house) : ServerTests(house)
{
    [Fact]
    public async Task One_answers_and_writes_what_expires()
    {
        var (alice, bob) = (Fresh("alice"), Fresh("bob"));
        var (a, b) = (Chat(alice, "--to", bob), Chat(bob, "--to", alice));
        await a.SeeAsync($"open: {bob}");
        await b.SeeAsync($"open: {alice}");

        await a.TypeAsync("when do we meet?");
        await b.SeeAsync($"#1 {alice}: when do we meet?");
        await b.TypeAsync("/reply at nine");
        await b.SeeAsync("! /reply #SEQ TEXT");
        await b.TypeAsync("/reply #1  at nine,  I think");
        await a.SeeAsync($"#2 {bob}: (to #1) at nine,  I think");
        await b.TypeAsync("/reply 7 to nothing");
        await b.SeeAsync($"! not sent to {alice}: to nothing");

        await a.TypeAsync("/burn soon x");
        await a.SeeAsync("! /burn 30s TEXT");
        await a.TypeAsync("/burn 1s the code is 4711");
        await b.SeeAsync($"#3 {alice}: the code is 4711 (gone 1 s after it is read)");
        await b.SeeAsync("#4 * #3 has expired");
        await a.SeeAsync("#4 * #3 has expired");
        await b.TypeAsync("/history");
        await a.TypeAsync($"/open {bob}");
        await a.SeeAsync("#3 you: (expired)");

        await a.TypeAsync("/silent");
        await a.SeeAsync("! /silent TEXT");
        await a.TypeAsync("/silent psst");
        await b.SeeAsync($"#5 {alice}: psst");
        var phone = await LoginAsync(bob);
        Assert.True((await phone.HistoryAsync($"d:{alice}:{bob}"))[^1].Json.GetProperty("silent").GetBoolean());
    }

    [Fact]
    public async Task Names_in_a_group_are_mentions_and_told_to_whom_they_mean()
    {
        var (alice, bob, carol) = (Fresh("alice"), Fresh("bob"), Fresh("carol"));
        var a = Chat(alice);
        await a.SeeAsync("/open NAME opens a conversation");
        await a.TypeAsync($"/group Team {bob} {carol}");
        await a.SeeAsync("open: g:");
        await a.TypeAsync($"look, @{bob}. and mail@{carol}");
        await a.SeeAsync("(sent)");
        await a.TypeAsync("@all good night");
        await a.SeeAsync("(sent)");

        var (b, c) = (Chat(bob), Chat(carol));
        await b.SeeAsync("unread 2 (2 mention you): @all good night");
        await c.SeeAsync("unread 2 (1 mention you): @all good night");
        await a.TypeAsync($"@{carol} still there?");
        await c.SeeAsync("still there? (mentions you)");
        Assert.DoesNotContain("(mentions you)", a.Output, StringComparison.Ordinal);
    }

    private TerminalClient Chat(string user, params string[] more) => Track(TerminalClient.Chat(user, Server.TcpPort, Server.Key, more));
}
