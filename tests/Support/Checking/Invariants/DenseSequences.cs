namespace OrleansIm.Support.Checking.Invariants;

/// <summary>A history counts 1, 2, 3 from where its reader joined, without a gap and without a number twice.</summary>
public sealed class DenseSequences : IInvariant
{
    public string Name => "sequences are dense and unique";

    public void Check(IndexedEvidence evidence, Finding finding)
    {
        foreach (var history in evidence.All.Histories)
        {
            for (var i = 1; i < history.Entries.Count; i++)
            {
                var (before, here) = (history.Entries[i - 1].Seq, history.Entries[i].Seq);
                finding.Expect(here == before + 1, () => $"{history.Conversation} for {history.Reader}: {here} follows {before}");
            }
        }
    }
}
