using OrleansIm.Support.Servers;
using OrleansIm.Support.Wire;

namespace OrleansIm.EndToEnd.Tests.Calls;

/// <summary>Chapter 3.6: nobody answers; and those whose apps know nothing of calls.</summary>
public sealed class Missed_Tests
{
    [Fact]
    public async Task A_call_that_nobody_answers_ends_by_itself_and_counts_as_unread()
    {
        await using var server = await ServerProcess.StartAsync(ServerSettings.With("Calls__RingSeconds", "5"));
        await using var alice = await WireClient.LoginAsync(server, "alice");
        await using var bob = await WireClient.LoginAsync(server, "bob", "web", "web");
        await using var old = await WireClient.LoginAsync(server, "bob", new LoginOptions { Device = "old", Class = "desktop", Capabilities = ["text"] });
        await using var seed = await Version1Client.LoginAsync(server, "bob");
        await Task.WhenAll(alice.DrainedAsync(), bob.DrainedAsync(), old.DrainedAsync());

        var call = await alice.CallAsync("bob");

        Assert.Equal("missed", (await alice.CallEventAsync(call, "timeout")).Text("outcome"));
        Assert.Equal("missed", (await bob.CallEventAsync(call, "timeout")).Text("outcome"));
        Assert.Equal("missed", (await bob.MessageAsync("d:alice:bob", 1)).Outcome());
        Assert.Equal(1, (await bob.LineAsync("d:alice:bob"))!.Value.GetProperty("unread").GetInt64());
        await alice.MessageAsync("d:alice:bob", 1);
        Assert.Equal(0, (await alice.LineAsync("d:alice:bob"))!.Value.GetProperty("unread").GetInt64());
        Assert.Equal("conflict", (await bob.InCallAsync("accept", call)).Code);

        var tip = await old.MessageAsync("d:alice:bob", 1);
        Assert.Equal(("tip", "Missed call"), (tip.Kind, tip.Json.GetProperty("content").GetProperty("text").GetString()));
        Assert.DoesNotContain(old.Frames(), static frame => frame.Type == "call");
        await seed.Wire.WaitForAsync("the tip", static frame => frame.ToString().Contains("Missed call", StringComparison.Ordinal));
        server.EnsureCalm();
    }
}
