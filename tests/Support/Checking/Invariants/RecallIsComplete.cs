namespace OrleansIm.Support.Checking.Invariants;

/// <summary>After the receipt of a recall nobody finds the text any more, and the log has one entry that says so.</summary>
public sealed class RecallIsComplete : IInvariant
{
    public string Name => "recalled text is nowhere";

    public void Check(IndexedEvidence evidence, Finding finding)
    {
        foreach (var history in evidence.All.Histories)
        {
            foreach (var entry in history.Entries.Where(entry => evidence.Recalled.Contains((history.Conversation, entry.Seq))))
            {
                finding.Expect(
                    entry.IsRecalled && entry.Body is null,
                    () => $"{history.Conversation}:{entry.Seq} was recalled, and {history.Reader} reads {entry}");
            }
        }

        foreach (var line in evidence.All.Lines.Where(line => line.Last is not null))
        {
            var shown = line.Last!.Value;
            if (evidence.Recalled.Contains((line.Conversation, shown.Seq)))
            {
                finding.Expect(shown.Body is null, () => $"the chat list of {line.Reader} shows {line.Conversation}:{shown.Seq}, which was recalled");
            }
        }

        foreach (var recall in evidence.All.Recalls)
        {
            foreach (var history in evidence.Histories[recall.Conversation])
            {
                finding.Expect(
                    history.Entries.Any(entry => entry.Seq == recall.Entry && entry.Kind == "recall"),
                    () => $"{recall.Conversation}:{recall.Entry} should be the recall of {recall.Target} for {history.Reader}");
            }
        }
    }
}
