using OrleansIm.EndToEnd.Tests.Houses;

namespace OrleansIm.EndToEnd.Tests.Terminal;

/// <summary>Sending later with the command line client and a real server.</summary>
public sealed class Later_commands_Tests(SqliteHouse house) : ServerTests(house)
{
    [Fact]
    public async Task What_is_written_for_later_is_listed_cancelled_and_sent()
    {
        var (alice, bob) = (Fresh("alice"), Fresh("bob"));
        var (a, b) = (Chat(alice, "--to", bob), Chat(bob, "--to", alice));
        await a.SeeAsync($"open: {bob}");
        await b.SeeAsync($"open: {alice}");
        var tablet = Chat(alice, "--class", "tablet", "--to", bob);
        await tablet.SeeAsync($"open: {bob}");

        await a.TypeAsync("/later");
        await a.SeeAsync("nothing waits to be sent");
        await a.TypeAsync("/later tomorrow hello");
        await a.SeeAsync("/later 30m TEXT, /later, or /later cancel N.");
        await a.TypeAsync("/later 2d see  you");
        await a.SeeAsync($"to be sent to {bob} on ");
        await tablet.SeeAsync("says another device");
        await tablet.TypeAsync("/later");
        await tablet.SeeAsync(": see  you");
        await tablet.TypeAsync("/later cancel 2");
        await tablet.SeeAsync("/later cancel N: N is a line of what /later has listed.");
        await tablet.TypeAsync("/later cancel 1");
        await tablet.SeeAsync("line 1 is not sent");
        await a.SeeAsync($"no longer to be sent to {bob} on ");

        await a.TypeAsync("/later 10s now it is time");
        await b.SeeAsync($"#1 {alice}: now it is time");
        await a.SeeAsync($"what was to be sent to {bob} is sent");
        await tablet.SeeAsync("#1 you: now it is time");
    }

    private TerminalClient Chat(string user, params string[] more) => Track(TerminalClient.Chat(user, Server.TcpPort, Server.Key, more));
}
