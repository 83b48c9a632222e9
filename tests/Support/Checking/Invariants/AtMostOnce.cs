namespace OrleansIm.Support.Checking.Invariants;

/// <summary>However often it was sent, a message has one sequence, in the receipts and in the log.</summary>
public sealed class AtMostOnce : IInvariant
{
    public string Name => "once, whatever was retried";

    public void Check(IndexedEvidence evidence, Finding finding)
    {
        foreach (var send in evidence.All.Sends.Where(send => send.IsAcked))
        {
            finding.Expect(
                send.Receipts.TrueForAll(seq => seq == send.Seq),
                () => $"{send.ClientId} of {send.Sender} has receipts {string.Join(", ", send.Receipts.Distinct())}");
        }

        foreach (var history in evidence.All.Histories)
        {
            var seen = new HashSet<string>(StringComparer.Ordinal);
            foreach (var entry in history.Entries.Where(entry => entry.Body is not null && evidence.ByBody.ContainsKey(entry.Body)))
            {
                finding.Expect(seen.Add(entry.Body!), () => $"{history.Conversation}:{entry.Seq} repeats \"{entry.Body}\" for {history.Reader}");
            }
        }
    }
}
