namespace OrleansIm.Load.Sockets;

/// <summary>Bytes waiting to be sent; holds no memory while empty.</summary>
internal struct OutBuffer(EventLoop loop)
{
    private byte[]? _block;
    private int _start;
    private int _end;

    public readonly int Length => _end - _start;

    public readonly ReadOnlySpan<byte> Pending => _block.AsSpan(_start, _end - _start);

    public Span<byte> Reserve(int size)
    {
        if (_block is null || _block.Length - _end < size)
        {
            Grow(size);
        }

        return _block.AsSpan(_end);
    }

    public void Advance(int size) => _end += size;

    public void Consume(int size)
    {
        _start += size;
        if (_start == _end)
        {
            Clear();
        }
    }

    public void Clear()
    {
        if (_block is not null)
        {
            loop.Return(_block);
        }

        _block = null;
        _start = _end = 0;
    }

    private void Grow(int size)
    {
        var pending = Length;
        var needed = pending + size;
        var larger = loop.Rent(_block is null || needed <= Connection.BlockSize ? needed : Math.Max(needed, _block.Length * 2));
        if (_block is not null)
        {
            _block.AsSpan(_start, pending).CopyTo(larger);
            loop.Return(_block);
        }

        _block = larger;
        _start = 0;
        _end = pending;
    }
}
