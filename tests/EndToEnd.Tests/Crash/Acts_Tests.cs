using OrleansIm.Support;
using OrleansIm.Support.Servers;
using OrleansIm.Support.Wire;

namespace OrleansIm.EndToEnd.Tests.Crash;

/// <summary>kill -9 between edits, reactions and recalls: each is there with its entry, or neither is.</summary>
public sealed class Acts_Tests
{
    private const int Messages = 20;
    private const int Kills = 3;

    [Fact]
    public async Task On_SQLite_no_act_is_half_there()
    {
        await using var server = await ServerProcess.StartAsync();

        await RunAsync(server);
    }

    [Fact]
    public async Task On_PostgreSQL_no_act_is_half_there()
    {
        await using var postgres = await PostgresServer.StartAsync();
        await using var server = await ServerProcess.StartAsync(new ServerSettings { Postgres = await postgres.CreateDatabaseAsync() });

        await RunAsync(server);
    }

    private static async Task RunAsync(ServerProcess server)
    {
        const string Conversation = "d:alice:bob";
        await using (var first = await WireClient.LoginAsync(server, "alice"))
        {
            for (var i = 0; i < Messages; i++)
            {
                await first.SendTextAsync("bob", "v0", $"c{i}");
            }

            // One of each for certain, however early the kills come.
            await first.EditAsync(Conversation, 1, "v1");
            await first.ReactAsync(Conversation, 1, "first");
        }

        for (var kill = 1; kill <= Kills; kill++)
        {
            await using var alice = await WireClient.LoginAsync(server, "alice");
            var acts = Task.WhenAll(Enumerable.Range(0, Messages * 10).Select(i => ActAsync(alice, Conversation, kill, i)));
            await alice.UntilAsync("some are done", frames => frames.Count(frame => frame.Type == "receipt") > 10);
            await server.KillAsync();
            await acts;
            await server.StartAgainAsync();
        }

        await using var reader = await WireClient.LoginAsync(server, "bob");
        var entries = await reader.WholeHistoryAsync(Conversation);
        Assert.Contains(entries, entry => entry.Kind == "edit");
        Assert.Contains(entries, entry => entry.Kind == "reaction");
        Assert.Equal(Enumerable.Range(1, entries.Count).Select(seq => (long)seq), entries.Select(entry => entry.Seq));
        foreach (var message in entries.Take(Messages))
        {
            var of = entries.Where(entry => entry.Content is { } content && content.TryGetProperty("seq", out var seq) && seq.GetInt64() == message.Seq).ToList();
            if (message.IsRecalled)
            {
                Assert.Single(of, entry => entry.Kind == "recall");
                Assert.All(of.Where(entry => entry.Kind == "edit"), edit => Assert.False(edit.Content!.Value.TryGetProperty("content", out _)));
                Assert.False(message.Json.TryGetProperty("reactions", out _));
                continue;
            }

            Assert.DoesNotContain(of, entry => entry.Kind == "recall");
            var edits = of.Where(entry => entry.Kind == "edit").ToList();
            Assert.Equal(edits.Count > 0 ? edits[^1].Content!.Value.GetProperty("content").GetProperty("text").GetString() : "v0", message.Body);
            Assert.Equal(edits.Count > 0, message.Edited > 0);
            Assert.Equal(Expected(of), Told(message));
        }
    }

    /// <summary>One act; a lost connection leaves it open what became of it.</summary>
    private static async Task ActAsync(WireClient alice, string conversation, int kill, int act)
    {
        var seq = (act % Messages) + 1;
        try
        {
            await ((act / Messages % 5, seq % 7) switch
            {
                (4, 0) when act > Messages * 8 => alice.RecallAsync(conversation, seq),
                (0 or 3, _) => alice.EditAsync(conversation, seq, $"v{kill}-{act}"),
                (1, _) => alice.ReactAsync(conversation, seq, $"e{kill}"),
                (2, _) => alice.ReactAsync(conversation, seq, "x"),
                _ => alice.ReactAsync(conversation, seq, "x", "remove"),
            });
        }
        catch (Exception lost) when (lost is IOException or WaitException or ObjectDisposedException or InvalidOperationException)
        {
            // The server is gone; the log tells.
        }
    }

    private static string Expected(List<WireMessage> entries)
    {
        var standing = new SortedSet<string>(StringComparer.Ordinal);
        foreach (var content in entries.Where(entry => entry.Kind == "reaction").Select(entry => entry.Content!.Value))
        {
            var emoji = content.GetProperty("emoji").GetString()!;
            Assert.True(content.GetProperty("op").GetString() == "add" ? standing.Add(emoji) : standing.Remove(emoji));
        }

        return string.Join(' ', standing.Select(static emoji => emoji + "1"));
    }

    private static string Told(WireMessage message) => !message.Json.TryGetProperty("reactions", out var reactions)
        ? string.Empty
        : string.Join(' ', reactions.EnumerateArray()
            .Select(static sum => sum.GetProperty("emoji").GetString() + sum.GetProperty("count").GetInt32())
            .Order(StringComparer.Ordinal));
}
