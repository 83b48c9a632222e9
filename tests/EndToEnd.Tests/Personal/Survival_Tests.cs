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
            await alice.SendTextAsync("erin", "one");
            await alice.SendTextAsync("erin", "two");
            await alice.SendTextAsync("frank", "one");
            await DoneAsync(alice, new { type = "delete", conversation = "d:alice:erin", seqs = new[] { 2 } });
            await DoneAsync(alice, new { type = "clear", conversation = "d:alice:frank" });
            await DoneAsync(alice, new { type = "settings", readReceipts = false, write = "nobody" });
            await server.KillAsync();
        }

        await server.StartAgainAsync();
        await using var again = await WireClient.LoginAsync(server, "alice");
        var lines = (await again.ConversationsAsync()).ToDictionary(line => line.GetProperty("conversation").GetString()!);
        Assert.Equal(["d:alice:bob", "d:alice:carol", "d:alice:erin", "d:alice:frank"], lines.Keys.Order(StringComparer.Ordinal));
        Assert.Equal((1, 1), (lines["d:alice:erin"].GetProperty("last").GetProperty("seq").GetInt64(), lines["d:alice:erin"].GetProperty("deletes").GetInt64()));
        Assert.Equal(1, lines["d:alice:frank"].GetProperty("clearedSeq").GetInt64());
        Assert.False(lines["d:alice:frank"].TryGetProperty("last", out _));
        Assert.Equal([1], (await again.WholeHistoryAsync("d:alice:erin")).Select(message => message.Seq));
        Assert.Empty(await again.WholeHistoryAsync("d:alice:frank"));
        Assert.False((await again.RequestAsync(new { type = "settings" })).Flag("readReceipts"));
        await using var grace = await WireClient.LoginAsync(server, "grace");
        Assert.Equal("forbidden", (await grace.SendTextAsync("alice", "hello")).Code);
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
