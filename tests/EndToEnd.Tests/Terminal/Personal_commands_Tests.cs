using OrleansIm.EndToEnd.Tests.Houses;

namespace OrleansIm.EndToEnd.Tests.Terminal;

/// <summary>What one does for oneself with the command line client and a real server.</summary>
public sealed class Personal_commands_Tests(SqliteHouse house) : ServerTests(house)
{
    [Fact]
    public async Task One_hides_messages_from_oneself_and_asks_who_has_read()
    {
        var (alice, bob) = (Fresh("alice"), Fresh("bob"));
        var (a, b) = (Chat(alice, "--to", bob), Chat(bob, "--to", alice));
        await a.SeeAsync($"open: {bob}");
        await b.SeeAsync($"open: {alice}");
        var tablet = Chat(alice, "--class", "tablet", "--to", bob);
        await tablet.SeeAsync($"open: {bob}");
        await a.TypeAsync("one");
        await a.TypeAsync("two");
        await a.SeeAsync($"read up to #2 by {bob}");
        await tablet.SeeAsync("#2 you: two");

        await a.TypeAsync("/readers");
        await a.SeeAsync($"#2 was read by 1 of 1: {bob}");
        await a.TypeAsync("/delete #1,2");
        await a.SeeAsync("#1, #2 deleted for you");
        await tablet.SeeAsync("#1, #2 deleted on another device");
        await b.TypeAsync("three");
        await a.SeeAsync($"#3 {bob}: three");
        await a.TypeAsync("/clear");
        await a.SeeAsync("cleared for you up to #3");
        await a.TypeAsync($"/open {bob}");
        await a.SeeAsync($"open: {bob}, nothing here yet");
        await a.TypeAsync("/settings receipts off");
        await a.SeeAsync("settings: receipts off");
        await a.TypeAsync("/settings write nobody");
        await a.SeeAsync("settings: receipts off, write nobody, add everyone, presence everyone");
        await b.TypeAsync("are you there?");
        await b.SeeAsync($"! not sent to {alice}: are you there?");
        await a.TypeAsync("/readers 3");
        await a.SeeAsync("(forbidden)");
        Assert.DoesNotContain("deleted", b.Output, StringComparison.Ordinal);
    }

    private TerminalClient Chat(string user, params string[] more) => Track(TerminalClient.Chat(user, Server.TcpPort, Server.Key, more));
}
