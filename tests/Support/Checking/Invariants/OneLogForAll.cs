namespace OrleansIm.Support.Checking.Invariants;

/// <summary>All members read the same entry under the same sequence.</summary>
public sealed class OneLogForAll : IInvariant
{
    public string Name => "one log, the same for all";

    public void Check(IndexedEvidence evidence, Finding finding)
    {
        foreach (var group in evidence.Histories)
        {
            var agreed = new Dictionary<long, (SeenEntry Entry, string Reader)>();
            foreach (var history in group)
            {
                foreach (var entry in history.Entries)
                {
                    if (agreed.TryAdd(entry.Seq, (entry, history.Reader)))
                    {
                        continue;
                    }

                    var other = agreed[entry.Seq];
                    finding.Expect(other.Entry == entry, () => $"{group.Key}: {other.Reader} reads {other.Entry}, {history.Reader} reads {entry}");
                }
            }
        }
    }
}
