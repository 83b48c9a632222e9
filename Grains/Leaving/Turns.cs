namespace OrleansIm.Grains.Leaving;

/// <summary>How many grains go in a turn, and how long the next turn waits.</summary>
internal static class Turns
{
    /// <summary>Few grains go one by one, many so that all have gone in this.</summary>
    public static readonly TimeSpan Most = TimeSpan.FromSeconds(2);

    public static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(20);

    /// <param name="grains">How many there are.</param>
    /// <returns>At least one in a turn, and no more turns than fit into <see cref="Most"/>.</returns>
    public static (int Size, TimeSpan Pause) Of(int grains)
    {
        var turns = (int)(Most / Pause);
        return (Math.Max(1, (grains + turns - 1) / turns), Pause);
    }
}
