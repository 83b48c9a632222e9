namespace OrleansIm.Support.Checking.Invariants;

/// <summary>The unread number of a chat list is what counting the history by the formula gives.</summary>
public sealed class UnreadIsArithmetic : IInvariant
{
    public string Name => "unread equals a recount";

    public void Check(IndexedEvidence evidence, Finding finding)
    {
        foreach (var line in evidence.All.Lines)
        {
            var history = evidence.Histories[line.Conversation].FirstOrDefault(one => one.Reader == line.Reader);
            if (history is null)
            {
                continue;
            }

            var recount = history.Entries.Count(entry => entry.Seq > line.ReadSeq && entry.CountsFor(line.Reader));
            finding.Expect(
                recount == line.Unread,
                () => $"{line.Conversation}: {line.Reader} has {line.Unread} unread above {line.ReadSeq}, a recount gives {recount}");
        }
    }
}
