using System.Runtime.CompilerServices;
using System.Text.Json;
using Microsoft.Playwright;
using OrleansIm.Console.Tests.Browsing;
using OrleansIm.Support.Servers;

namespace OrleansIm.Console.Tests.Calling;

/// <summary>A real call: two browsers find each other by nothing but the server's signalling, and talk past it.</summary>
public sealed class WebRtc_Tests(Chromium chromium, House house)
{
    /// <summary>A page that waits in vain would wait for ever.</summary>
    private const int Patience = 240_000;

    [Fact(Timeout = Patience)]
    public async Task Two_pages_set_up_a_data_channel_by_the_servers_signalling_and_talk()
    {
        var (alice, bob) = (Fresh("alice"), Fresh("bob"));
        var caller = await PageAsync(alice);
        var callee = await PageAsync(bob);

        var call = await caller.EvaluateAsync<string>("user => window.peer.invite(user)", bob);
        Assert.Equal(call, await callee.EvaluateAsync<string>("() => window.peer.accept()"));
        await Task.WhenAll(
            caller.EvaluateAsync("() => window.peer.say('hello bob')"), callee.EvaluateAsync("() => window.peer.say('hello alice')")).WaitAsync(TestContext.Current.CancellationToken);
        Assert.Equal("hello alice", await caller.EvaluateAsync<string>("() => window.peer.hear()"));
        Assert.Equal("hello bob", await callee.EvaluateAsync<string>("() => window.peer.hear()"));

        await caller.EvaluateAsync("() => window.peer.hangup()");
        foreach (var page in (IPage[])[caller, callee])
        {
            using var entries = JsonDocument.Parse(await page.EvaluateAsync<string>("() => window.peer.entry()"));
            var entry = Assert.Single(entries.RootElement.EnumerateArray());
            Assert.Equal((call, "ended"), (entry.GetProperty("call").GetString(), entry.GetProperty("outcome").GetString()));
            Assert.True(entry.GetProperty("duration").GetInt64() > 0);
        }

        Assert.Contains("hangup", await callee.EvaluateAsync<string[]>("() => window.peer.events"));
        Assert.Contains("signal", await callee.EvaluateAsync<string[]>("() => window.peer.events"));
        await caller.Context.CloseAsync();
        await callee.Context.CloseAsync();
    }

    private static string Fresh(string name) => $"{name}-{Guid.NewGuid().ToString("N")[..8]}";

    private static string Script([CallerFilePath] string here = "") => File.ReadAllText(Path.Combine(Path.GetDirectoryName(here)!, "peer.js"));

    /// <summary>A page that comes from the server, logged in over WebSocket.</summary>
    private async Task<IPage> PageAsync(string user)
    {
        ServerProcess server = house.Server;
        var page = await chromium.PageAsync(house.Origin);
        await page.GotoAsync("/health/live");
        await page.EvaluateAsync(Script());
        await page.EvaluateAsync(
            "([url, token]) => window.peer.login(url, token, 'page')", new[] { $"ws://127.0.0.1:{server.HttpPort}/ws", server.TokenFor(user) });
        return page;
    }
}
