using System.Diagnostics;
using OrleansIm.Storage.Log;
using OrleansIm.Storage.Members;
using static OrleansIm.Storage.Tests.Engines.Figures;

namespace OrleansIm.Storage.Tests.Engines;

/// <summary>Appends as fast as one lane can, and tells entries per second and the processor time they took.</summary>
internal static class Measurement
{
    public static async Task<string> AppendAsync(
        IMessageLog log, int conversations, int perBatch, TimeSpan duration, Func<TimeSpan> serverTime)
    {
        var names = Enumerable.Range(0, conversations).Select(i => $"d:alice{i}:bob{i}").ToArray();
        var epochs = new long[conversations];
        var heads = new long[conversations];
        for (var i = 0; i < conversations; i++)
        {
            var claim = await log.ClaimAsync(names[i], default);
            epochs[i] = claim.Epoch;
            heads[i] = claim.Head + 1;
            var first = Part(names[i], epochs[i], Entry(names[i], heads[i], $"alice{i}", Guid.NewGuid().ToString("N")));
            await log.AppendAsync([first with { Members = [Join($"alice{i}"), Join($"bob{i}")] }], default);
        }

        var content = new byte[130];
        Array.Fill(content, (byte)'x');
        var (written, at) = (0L, 0);
        var clock = Stopwatch.StartNew();
        var own = Process.GetCurrentProcess().TotalProcessorTime;
        var server = serverTime();
        var slowest = TimeSpan.Zero;
        while (clock.Elapsed < duration)
        {
            var batch = new ConversationAppend[perBatch];
            for (var i = 0; i < perBatch; i++)
            {
                at = (at + 1) % conversations;
                heads[at]++;
                var sender = heads[at] % 2 == 0 ? $"alice{at}" : $"bob{at}";
                batch[i] = Part(names[at], epochs[at], Entry(names[at], heads[at], sender, Guid.NewGuid().ToString("N"), content: content));
            }

            var began = clock.Elapsed;
            var statuses = await log.AppendAsync(batch, default);
            slowest = clock.Elapsed - began > slowest ? clock.Elapsed - began : slowest;
            Assert.All(statuses, status => Assert.Equal(AppendStatus.Committed, status));
            written += perBatch;
        }

        var elapsed = clock.Elapsed;
        var client = Process.GetCurrentProcess().TotalProcessorTime - own;
        var other = serverTime() - server;
        return $"{perBatch} per commit over {conversations} conversations: {written / elapsed.TotalSeconds:F0} entries/s, "
            + $"{client.TotalMicroseconds / written:F1} us here and {other.TotalMicroseconds / written:F1} us in the server per entry, "
            + $"slowest commit {slowest.TotalMilliseconds:F1} ms";
    }

    /// <summary>Loads the chat list of a user with so many conversations, half of them unread, again and again.</summary>
    public static async Task<string> MembershipsAsync(IMessageLog log, IMemberStore members, int conversations)
    {
        foreach (var chunk in Enumerable.Range(0, conversations).Chunk(100))
        {
            foreach (var i in chunk)
            {
                await log.ClaimAsync($"d:alice:bob{i}", default);
            }

            await log.AppendAsync(
                [.. chunk.Select(i => Part($"d:alice:bob{i}", 1, [.. Enumerable.Range(1, 30).Select(seq => Entry($"d:alice:bob{i}", seq, i % 2 == 0 ? "alice" : $"bob{i}", Number(seq)))]) with { Members = [Join("alice"), Join($"bob{i}")] })],
                default);
        }

        var times = new List<double>();
        for (var i = 0; i < 200; i++)
        {
            var began = Stopwatch.GetTimestamp();
            Assert.Equal(conversations, (await members.LoadMembershipsAsync("alice", default)).Count);
            times.Add(Stopwatch.GetElapsedTime(began).TotalMilliseconds);
        }

        times.Sort();
        return $"{conversations} memberships: p50 {times[100]:F1} ms, p99 {times[197]:F1} ms";
    }

    /// <summary>Processor time of a process tree so far, from /proc.</summary>
    public static TimeSpan TimeOf(int postmaster)
    {
        var ticks = 0L;
        foreach (var folder in Directory.GetDirectories("/proc"))
        {
            if (int.TryParse(Path.GetFileName(folder), out _))
            {
                try
                {
                    var stat = File.ReadAllText(Path.Combine(folder, "stat"));
                    var fields = stat[(stat.LastIndexOf(')') + 2)..].Split(' ');
                    if (fields[1] == Number(postmaster) || Path.GetFileName(folder) == Number(postmaster))
                    {
                        ticks += long.Parse(fields[11]) + long.Parse(fields[12]);
                    }
                }
                catch (IOException)
                {
                    // Gone while we looked.
                }
            }
        }

        return TimeSpan.FromMilliseconds(ticks * 10);
    }
}
