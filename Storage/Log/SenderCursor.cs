namespace OrleansIm.Storage.Log;

/// <summary>
/// A sender has read what it wrote. Storing that with every entry would cost as much again as the entry, so the stored
/// cursors move once per block of the log, in the append that completes it; whoever reads a cursor adds the sender's own
/// entries of the last, unfinished block. The result is exact at every moment and needs no memory and no timer.
/// </summary>
public static class SenderCursor
{
    /// <summary>Entries per block; a power of two. Part of the stored format: changing it needs a migration.</summary>
    public const int Block = 8;

    /// <summary>Everything up to here has been moved into the stored cursors when <paramref name="head"/> is the head.</summary>
    public static long Settled(long head) => head & ~(Block - 1L);

    /// <summary>The range <c>from &lt; seq &lt;= upTo</c> that a part settles; false if it completes no block.</summary>
    public static bool Settles(ConversationAppend part, out long from, out long upTo)
    {
        from = Settled(part.Entries[0].Seq - 1);
        upTo = Settled(part.Entries[^1].Seq);
        return upTo > from;
    }
}
