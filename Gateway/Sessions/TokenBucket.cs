namespace OrleansIm.Gateway.Sessions;

/// <summary>A rate limit in two numbers. Not thread-safe; a few bytes, because every connection has one.</summary>
internal struct TokenBucket(int perSecond, int burst)
{
    private double _tokens = burst;
    private long _at;

    /// <param name="now">A timestamp.</param>
    /// <param name="frequency">Timestamps per second.</param>
    public bool TryTake(long now, long frequency)
    {
        if (_at != 0)
        {
            _tokens = Math.Min(burst, _tokens + ((now - _at) * (double)perSecond / frequency));
        }

        _at = now;
        if (_tokens < 1)
        {
            return false;
        }

        _tokens--;
        return true;
    }

    /// <summary>True when it has filled up again: it holds no memory of the past.</summary>
    public readonly bool IsFull(long now, long frequency) =>
        _tokens + ((now - _at) * (double)perSecond / frequency) >= burst;

    /// <summary>Milliseconds until a token will be there.</summary>
    public readonly int WaitMilliseconds => (int)Math.Ceiling((1 - Math.Min(1, _tokens)) * 1000 / perSecond);
}
