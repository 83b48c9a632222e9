namespace OrleansIm.Support.Checking.Invariants;

/// <summary>What was refused for good is seen by nobody.</summary>
public sealed class RefusedIsInvisible : IInvariant
{
    public string Name => "refused is never visible";

    public void Check(IndexedEvidence evidence, Finding finding)
    {
        var refused = evidence.All.Sends.Where(send => send.WasRefused && !send.IsAcked).Select(send => send.Body).ToHashSet();
        finding.Count(refused.Count);
        foreach (var history in evidence.All.Histories)
        {
            foreach (var entry in history.Entries.Where(entry => entry.Body is { } body && refused.Contains(body)))
            {
                finding.Violate($"{history.Conversation}:{entry.Seq} was refused, and {history.Reader} reads it");
            }
        }
    }
}
