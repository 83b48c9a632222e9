namespace OrleansIm.Support.Checking;

/// <summary>The evidence with the ways into it that several invariants need.</summary>
public sealed class IndexedEvidence
{
    public IndexedEvidence(Evidence evidence)
    {
        All = evidence;
        ByBody = [];
        foreach (var send in evidence.Sends)
        {
            ByBody[send.Body] = send;
        }

        Histories = evidence.Histories.ToLookup(history => history.Conversation, StringComparer.Ordinal);
        Recalled = [.. evidence.Recalls.Select(recall => (recall.Conversation, recall.Target))];
    }

    public Evidence All { get; }

    public Dictionary<string, SendAttempt> ByBody { get; }

    public ILookup<string, SeenHistory> Histories { get; }

    /// <summary>Messages whose recall was answered with a receipt.</summary>
    public HashSet<(string Conversation, long Seq)> Recalled { get; }
}
