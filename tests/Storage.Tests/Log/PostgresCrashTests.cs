using System.Collections.Concurrent;
using Npgsql;
using OrleansIm.Storage.Log;
using OrleansIm.Storage.Tests.Engines;
using OrleansIm.Support;
using static OrleansIm.Storage.Tests.Engines.Figures;

namespace OrleansIm.Storage.Tests.Log;

public sealed class PostgresCrashTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task What_was_acked_before_a_kill_is_there_after_it()
    {
        await using var server = await PostgresServer.StartAsync();
        await using var storage = await PostgresUnderTest.CreateAsync(server);
        var acked = new ConcurrentBag<(string Conversation, long Seq, string ClientId)>();
        for (var round = 0; round < 3; round++)
        {
            var goal = acked.Count + 200;
            var reached = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            var writers = Enumerable.Range(0, 4).Select(writer => WriteAsync(storage.Log, $"g:{round}-{writer}", acked, () =>
            {
                if (acked.Count >= goal)
                {
                    reached.TrySetResult();
                }
            })).ToArray();
            await reached.Task.WaitAsync(Token);
            await server.KillAsync();
            await Task.WhenAll(writers);
            await server.StartAgainAsync();
        }

        foreach (var conversation in acked.GroupBy(entry => entry.Conversation))
        {
            var log = await storage.Log.ReadForwardAsync(conversation.Key, 0, long.MaxValue, int.MaxValue, Token);
            Assert.Equal(Enumerable.Range(1, log.Count).Select(seq => (long)seq), log.Select(entry => entry.Seq));
            Assert.Subset(
                log.Select(entry => (entry.Seq, entry.ClientId!)).ToHashSet(),
                conversation.Select(entry => (entry.Seq, entry.ClientId)).ToHashSet());
        }

        Assert.True(acked.Count >= 600);
    }

    // Writes until the server is gone.
    private static async Task WriteAsync(
        IMessageLog log, string name, ConcurrentBag<(string Conversation, long Seq, string ClientId)> acked, Action onAck)
    {
        try
        {
            await log.ClaimAsync(name, Token);
            for (var seq = 1; ; seq++)
            {
                var clientId = Number(seq);
                var status = await log.AppendAsync([Part(name, 1, Entry(name, seq, "u", clientId))], Token);
                Assert.Equal([AppendStatus.Committed], status);
                acked.Add((name, seq, clientId));
                onAck();
            }
        }
        catch (NpgsqlException)
        {
            // Unknown, which is what an exception means.
        }
    }
}
