using OrleansIm.Support.Servers;
using OrleansIm.Support.Wire;

namespace OrleansIm.EndToEnd.Tests.Terminal;

/// <summary>The client outlives its server.</summary>
public sealed class Reconnect_Tests
{
    [Fact]
    public async Task What_is_typed_while_the_server_is_dead_arrives_once_when_it_is_back()
    {
        await using var server = await ServerProcess.StartAsync();
        await using var a = TerminalClient.Chat("alice", server.TcpPort, server.Key, "--to", "bob");
        await a.SeeAsync("open: bob");
        await using var b = TerminalClient.Chat("bob", server.TcpPort, server.Key, "--to", "alice");
        await b.SeeAsync("open: alice");
        await a.TypeAsync("before");
        await b.SeeAsync("#1 alice: before");

        await server.KillAsync();
        await a.SeeAsync("Trying again");
        await a.TypeAsync("meanwhile 1");
        await a.SeeAsync("you: meanwhile 1 (waiting)");
        await a.TypeAsync("meanwhile 2");
        await server.StartAgainAsync();
        await a.SeeAsync("connected again");
        await a.SeeAsync("#3 you: meanwhile 2 (sent)");
        await b.SeeAsync("#3 alice: meanwhile 2");

        Assert.Equal(0, await a.EndAsync());
        Assert.Equal((1, 1), (b.Count("meanwhile 1"), a.Count("you: meanwhile 1 (sent)")));
        Assert.Equal(2, a.Count("meanwhile 1"));
        await using var reader = await WireClient.LoginAsync(server, "bob", "desk", "tablet");
        Assert.Equal(["before", "meanwhile 1", "meanwhile 2"], (await reader.HistoryAsync("d:alice:bob")).Select(message => message.Body));
    }
}
