namespace OrleansIm.Storage.Log;

/// <summary>
/// Ownerships that had an append fail: what their owners queued behind it presupposes the failed one. The oldest are
/// forgotten above a limit; the log itself refuses a sequence without its predecessor, so this only saves it the question.
/// </summary>
internal sealed class BurntEpochs
{
    private const int Limit = 10_000;

    private readonly Dictionary<string, long> _epochs = new(StringComparer.Ordinal);
    private readonly Queue<(string Conversation, long Epoch)> _order = new();

    public void Add(string conversation, long epoch)
    {
        _epochs[conversation] = Math.Max(epoch, _epochs.GetValueOrDefault(conversation));
        _order.Enqueue((conversation, epoch));
        while (_order.Count > Limit)
        {
            var oldest = _order.Dequeue();
            if (_epochs.TryGetValue(oldest.Conversation, out var found) && found == oldest.Epoch)
            {
                _epochs.Remove(oldest.Conversation);
            }
        }
    }

    public bool Contains(string conversation, long epoch)
    {
        if (!_epochs.TryGetValue(conversation, out var burnt))
        {
            return false;
        }

        if (epoch > burnt)
        {
            _epochs.Remove(conversation);
            return false;
        }

        return true;
    }
}
