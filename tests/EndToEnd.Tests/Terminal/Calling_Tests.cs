using OrleansIm.EndToEnd.Tests.Houses;

namespace OrleansIm.EndToEnd.Tests.Terminal;

/// <summary>Calls with the command line client: their signalling.</summary>
public sealed class Calling_Tests(SqliteHouse house) : ServerTests(house)
{
    [Fact]
    public async Task Two_people_call_each_other_and_see_how_the_call_stands()
    {
        var (alice, bob) = (Fresh("alice"), Fresh("bob"));
        var b = Chat(bob);
        await b.SeeAsync("connected");
        var a = Chat(alice);
        await a.SeeAsync("connected");

        await a.TypeAsync($"/call {bob}");
        await a.SeeAsync($"calling {bob}");
        await b.SeeAsync($"{alice} is calling");
        await a.SeeAsync($"it rings at {bob}");
        await b.TypeAsync("/accept");
        await b.SeeAsync("you are in the call");
        await a.SeeAsync($"{bob} is in the call");
        await a.TypeAsync("/hangup");
        await b.SeeAllAsync("the call is over: it lasted", $"[{alice}] #1 * call, ");
        await a.TypeAsync($"/call {bob}");
        await b.SeeAsync($"{alice} is calling");
        await b.TypeAsync("/reject");
        await a.SeeAsync("the call is over: rejected");
        await a.TypeAsync("/hangup");
        await a.SeeAsync("/hangup: there is no call.");
    }

    private TerminalClient Chat(string user) => Track(TerminalClient.Chat(user, Server.TcpPort, Server.Key));
}
