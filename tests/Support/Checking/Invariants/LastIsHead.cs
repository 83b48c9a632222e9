namespace OrleansIm.Support.Checking.Invariants;

/// <summary>A chat list names the true head, and shows the entry that stands there.</summary>
public sealed class LastIsHead : IInvariant
{
    public string Name => "last message is the head";

    public void Check(IndexedEvidence evidence, Finding finding)
    {
        foreach (var line in evidence.All.Lines)
        {
            var history = evidence.Histories[line.Conversation].FirstOrDefault(one => one.Reader == line.Reader);
            if (history is null || history.Entries.Count == 0)
            {
                continue;
            }

            var head = history.Entries[^1];
            finding.Expect(
                line.Head == head.Seq && line.Last is { } last && last == head,
                () => $"{line.Conversation}: the list of {line.Reader} has head {line.Head} and shows {line.Last}, the log ends with {head}");
        }
    }
}
