using OrleansIm.Support.Checking;

namespace OrleansIm.EndToEnd.Tests.Checking;

/// <summary>A small run in which everything is as promised; tests put one anomaly into it.</summary>
internal static class HealthyRun
{
    public const string Group = "g:team";
    public static readonly string[] Members = ["alice", "bob", "carol"];

    /// <summary>
    /// Entry 1 is the tip of the founding; then 30 messages in turn; entry 32 recalls entry 31 (carol's last).
    /// </summary>
    public static Evidence Make()
    {
        var evidence = new Evidence();
        var entries = new List<SeenEntry> { new(1, "alice", "tip", null, 1000, false) };
        for (var i = 0; i < 30; i++)
        {
            var send = new SendAttempt
            {
                Sender = Members[i % 3],
                Conversation = Group,
                ClientId = $"c{i}",
                Body = $"text {i}",
                Invoked = 10 + (i * 10),
                Acked = 15 + (i * 10),
            };
            send.Receipts.Add(i + 2);
            evidence.Sends.Add(send);
            entries.Add(new SeenEntry(i + 2, send.Sender, "text", send.Body, 1001 + i, false));
        }

        entries[30] = entries[30] with { IsRecalled = true, Body = null, Kind = string.Empty };
        entries.Add(new SeenEntry(32, "carol", "recall", null, 1100, false));
        evidence.Recalls.Add(new RecallAttempt("carol", Group, 31, 32));
        evidence.Reads.Add(new ReadMove("bob", Group, 20));
        foreach (var member in Members)
        {
            AddReader(evidence, member, entries);
        }

        return evidence;
    }

    public static List<SeenEntry> EntriesOf(Evidence evidence, string reader) =>
        (List<SeenEntry>)evidence.Histories.Single(history => history.Reader == reader).Entries;

    private static void AddReader(Evidence evidence, string member, List<SeenEntry> entries)
    {
        evidence.Histories.Add(new SeenHistory(member, Group, new List<SeenEntry>(entries)));
        var readSeq = entries.Last(entry => entry.From == member && entry.Kind is not ("tip" or "recall")).Seq;
        var unread = entries.Count(entry => entry.Seq > readSeq && entry.CountsFor(member));
        evidence.Lines.Add(new SeenLine(member, Group, 32, unread, readSeq, entries[^1]));
        var stream = new DeviceStream(member, "phone", Group);
        foreach (var entry in entries)
        {
            stream.Push(entry.Seq, entry.Body);
        }

        evidence.Streams.Add(stream);
    }
}
