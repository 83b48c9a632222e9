namespace OrleansIm.Storage.Log;

/// <summary>
/// Owners of whom an append has failed: whatever else they have queued presupposes it. The newest thousands are remembered;
/// the log itself refuses an append with a gap, should one be forgotten.
/// </summary>
internal sealed class FailedEpochs
{
    private const int Kept = 4_096;

    private readonly Dictionary<string, long> _epochs = new(StringComparer.Ordinal);
    private readonly Queue<string> _order = new();

    public void Add(ConversationAppend append)
    {
        if (_epochs.TryGetValue(append.Conversation, out var known))
        {
            _epochs[append.Conversation] = Math.Max(known, append.Epoch);
            return;
        }

        _epochs.Add(append.Conversation, append.Epoch);
        _order.Enqueue(append.Conversation);
        if (_order.Count > Kept)
        {
            _epochs.Remove(_order.Dequeue());
        }
    }

    public bool Includes(ConversationAppend append) =>
        _epochs.Count > 0 && _epochs.TryGetValue(append.Conversation, out var failed) && append.Epoch <= failed;
}
