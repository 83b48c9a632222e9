namespace OrleansIm.Cli.Client;

/// <summary>How long to wait before the next attempt: doubling, with a spread so that many clients don't come back at once.</summary>
internal sealed class Backoff(Random random)
{
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(30);

    private TimeSpan _next = TimeSpan.FromMilliseconds(250);

    public void Reset() => _next = TimeSpan.FromMilliseconds(250);

    /// <summary>At least what the server asked for.</summary>
    public TimeSpan Next(TimeSpan? asked)
    {
        var wait = _next * (0.5 + (random.NextDouble() / 2));
        _next = _next * 2 < Longest ? _next * 2 : Longest;
        return asked is { } least && least > wait ? least : wait;
    }
}
