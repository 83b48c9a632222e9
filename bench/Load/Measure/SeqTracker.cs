namespace OrleansIm.Load.Measure;

/// <summary>
/// What one device knows of one conversation: pushes and the receipts of its own sends together must fill 1, 2, 3, ...
/// A push may run ahead of the receipt of an earlier own send; pushes among themselves must ascend.
/// </summary>
internal struct SeqTracker(long first)
{
    private ulong _ahead;
    private HashSet<long>? _farAhead;
    private long _acked;
    private long _lastPush;
    private long _owed;

    /// <summary>The lowest sequence not yet seen.</summary>
    public long Next { get; private set; } = first;

    public long Highest { get; private set; }

    /// <summary>True once all up to the highest was seen.</summary>
    public readonly bool IsDense => Next > Highest;

    /// <summary>Takes an own send's receipt; false if the sequence was seen before.</summary>
    public bool Own(long seq) => Take(seq);

    /// <summary>Takes a push; false if it was seen before.</summary>
    public bool Push(long seq, out bool outOfOrder)
    {
        outOfOrder = seq < _lastPush;
        _lastPush = Math.Max(_lastPush, seq);
        _owed = _owed == 0 ? seq : Math.Min(_owed, seq);
        if (Take(seq))
        {
            return true;
        }

        // Sent again: the server has not understood the ack, so it gets one again.
        _acked = Math.Min(_acked, seq - 1);
        return false;
    }

    /// <summary>True if there are pushes that the device holds without a gap and has not acked; then acks them.</summary>
    public bool TryAck(out long seq)
    {
        seq = Next - 1;
        if (_owed == 0 || seq < _owed || seq <= _acked)
        {
            return false;
        }

        _acked = seq;
        _owed = _lastPush <= seq ? 0 : seq + 1;
        return true;
    }

    private bool Take(long seq)
    {
        var distance = seq - Next;
        if (distance < 0)
        {
            return false;
        }

        Highest = Math.Max(Highest, seq);
        if (distance == 0)
        {
            Next++;
            Close();
            return true;
        }

        if (distance > 64)
        {
            return (_farAhead ??= []).Add(seq);
        }

        // Bit 0 stands for Next + 1.
        var bit = 1UL << (int)(distance - 1);
        if ((_ahead & bit) != 0)
        {
            return false;
        }

        _ahead |= bit;
        return true;
    }

    private void Close()
    {
        while (true)
        {
            var isNext = (_ahead & 1) != 0;
            _ahead >>= 1;
            if (_farAhead is { Count: > 0 } && _farAhead.Remove(Next + 64))
            {
                _ahead |= 1UL << 63;
            }

            if (!isNext)
            {
                return;
            }

            Next++;
        }
    }
}
