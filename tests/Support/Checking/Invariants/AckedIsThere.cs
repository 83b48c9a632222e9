namespace OrleansIm.Support.Checking.Invariants;

/// <summary>Every message with a receipt is in every member's history, at the sequence of the receipt, as it was sent.</summary>
public sealed class AckedIsThere : IInvariant
{
    public string Name => "acked is there, for every member";

    public void Check(IndexedEvidence evidence, Finding finding)
    {
        foreach (var group in evidence.All.Sends.Where(send => send.IsAcked).ToLookup(send => send.Conversation))
        {
            foreach (var history in evidence.Histories[group.Key])
            {
                var entries = history.Entries.ToLookup(entry => entry.Seq);
                foreach (var send in group)
                {
                    finding.Expect(
                        entries[send.Seq].Any(entry => entry.From == send.Sender && (entry.Body == send.Body || entry.IsRecalled)),
                        () => $"{send.Conversation}:{send.Seq} ({send.ClientId} by {send.Sender}) is missing for {history.Reader}");
                }
            }
        }
    }
}
