using OrleansIm.Support.Servers;
using OrleansIm.Support.Wire;

namespace OrleansIm.EndToEnd.Tests.People;

/// <summary>Chapter 3.5: where friendship is required.</summary>
public sealed class Friendship_Tests
{
    [Fact]
    public async Task Strangers_can_only_ask_and_contacts_can_write_until_they_part()
    {
        await using var server = await ServerProcess.StartAsync(ServerSettings.With("Conversations__RequireFriendship", "true"));
        await using var alice = await WireClient.LoginAsync(server, "alice");
        await using var bob = await WireClient.LoginAsync(server, "bob");

        Assert.Equal("forbidden", (await alice.SendTextAsync("bob", "hello", "c1")).Code);
        Assert.Empty(await alice.ConversationsAsync());
        await alice.RequestAsync(new { type = "contact.request", user = "bob", greeting = "hello" });
        Assert.Equal("forbidden", (await bob.SendTextAsync("alice", "who are you?")).Code);
        await bob.RequestAsync(new { type = "contact.accept", user = "alice" });
        Assert.Equal(3, (await alice.SendTextAsync("bob", "hello", "c1")).Number("seq"));
        Assert.False((await alice.SendTextAsync("alice", "a note to myself")).IsError);

        await bob.RequestAsync(new { type = "contact.remove", user = "alice" });
        Assert.Equal("forbidden", (await alice.SendTextAsync("bob", "hello?", "c2")).Code);
        Assert.True((await alice.SendTextAsync("bob", "hello", "c1")).Flag("dup"));
    }
}
