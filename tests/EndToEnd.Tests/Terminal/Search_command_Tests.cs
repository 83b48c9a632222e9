using OrleansIm.EndToEnd.Tests.Houses;
using OrleansIm.EndToEnd.Tests.Search;
using OrleansIm.Support.Wire;

namespace OrleansIm.EndToEnd.Tests.Terminal;

/// <summary>Finding messages with the command line client and a real server.</summary>
public sealed class Search_command_Tests(SqliteHouse house) : ServerTests(house)
{
    [Fact]
    public async Task One_searches_everywhere_or_in_the_open_conversation_and_goes_on_with_older_ones()
    {
        var (alice, bob, carol) = (Fresh("alice"), Fresh("bob"), Fresh("carol"));
        var device = await LoginAsync(alice, "desk", "web");
        for (var i = 1; i <= 21; i++)
        {
            await device.SendTextAsync(bob, $"fox {i}");
        }

        await device.SendTextAsync(carol, "another fox");
        await device.FoundAsync(22, "fox");
        var chat = Track(TerminalClient.Chat(alice, Server.TcpPort, Server.Key, "--to", carol));
        await chat.SeeAsync($"open: {carol}");

        await chat.TypeAsync("/search FOX");
        await chat.SeeAsync($"{carol} #1 you: another fox");
        await chat.SeeAsync($"{bob} #3 you: fox 3");
        await chat.SeeAsync("/search shows older ones");
        Assert.DoesNotContain("you: fox 2\n", chat.Output, StringComparison.Ordinal);
        await chat.TypeAsync("/search");
        await chat.SeeAsync($"{bob} #1 you: fox 1");
        await chat.SeeAsync("that is all");
        await chat.TypeAsync("/search");
        await chat.SeeAsync("there is nothing older to go on with");
        await chat.TypeAsync("/search . hen");
        await chat.SeeAsync("nothing is found");
        await chat.TypeAsync("/search ?");
        await chat.SeeAsync("(invalid)");
    }
}
