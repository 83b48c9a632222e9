using System.Text.Json;
using OrleansIm.Support;
using OrleansIm.Support.Servers;
using OrleansIm.Support.Wire;

namespace OrleansIm.EndToEnd.Tests.Personal;

/// <summary>What was answered is there after kill -9.</summary>
public sealed class Survival_Tests
{
    private const string Pair = "d:alice:bob";

    [Fact]
    public async Task On_SQLite()
    {
        await using var server = await ServerProcess.StartAsync();

        await SurviveAsync(server);
    }

    [Fact]
    public async Task On_PostgreSQL()
    {
        await using var postgres = await PostgresServer.StartAsync();
        await using var server = await ServerProcess.StartAsync(new ServerSettings { Postgres = await postgres.CreateDatabaseAsync() });

        await SurviveAsync(server);
    }

    private static async Task SurviveAsync(ServerProcess server)
    {
        await using (var alice = await WireClient.LoginAsync(server, "alice"))
        {
            await alice.SendTextAsync("bob", "hello");
            await alice.SendTextAsync("carol", "hello");
            await alice.SendTextAsync("dave", "hello");
            await DoneAsync(alice, new { type = "draft", conversation = "d:alice:carol", text = "is sent" });
            await alice.SendTextAsync("carol", "is sent");
            await DoneAsync(alice, new { type = "remove", conversation = "d:alice:dave" });
            await DoneAsync(alice, new { type = "draft", conversation = Pair, text = "half a" });
            await DoneAsync(alice, new { type = "conversation.set", conversation = Pair, pinned = true, noDisturb = 3, archived = true, unreadMark = true });
            await server.KillAsync();
        }

        await server.StartAgainAsync();
        await using var again = await WireClient.LoginAsync(server, "alice");
        var lines = (await again.ConversationsAsync()).ToDictionary(line => line.GetProperty("conversation").GetString()!);
        Assert.Equal(["d:alice:bob", "d:alice:carol"], lines.Keys.Order(StringComparer.Ordinal));
        var (bob, carol) = (lines[Pair], lines["d:alice:carol"]);
        Assert.False(carol.TryGetProperty("draft", out _), carol.GetRawText());
        Assert.Equal("half a", bob.GetProperty("draft").GetString());
        Assert.True(bob.GetProperty("pinned").GetBoolean());
        Assert.True(bob.GetProperty("archived").GetBoolean());
        Assert.True(bob.GetProperty("unreadMark").GetBoolean());
        Assert.Equal(3, bob.GetProperty("noDisturb").GetInt32());
    }

    private static async Task DoneAsync(WireClient client, object request)
    {
        var answer = await client.RequestAsync(request);
        Assert.False(answer.IsError, $"{JsonSerializer.Serialize(request)}: {answer}");
    }
}
