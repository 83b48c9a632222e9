namespace OrleansIm.Domain.Groups;

/// <summary>A page of many things in the order of their names, without sorting them all.</summary>
public static class NamePage
{
    /// <summary>The first <paramref name="limit"/> of those whose names come after <paramref name="after"/>.</summary>
    /// <param name="all">In any order.</param>
    /// <param name="nameOf">A name, unique; null for what does not belong.</param>
    /// <param name="after">The last name of the page before; null for the first page.</param>
    /// <param name="limit">How many.</param>
    /// <param name="more">True if there are more.</param>
    public static List<T> Of<T>(IEnumerable<T> all, Func<T, string?> nameOf, string? after, int limit, out bool more)
    {
        // Of those seen so far the lowest, the highest of them on top.
        var lowest = new PriorityQueue<T, string>(Comparer<string>.Create(static (one, other) => string.CompareOrdinal(other, one)));
        more = false;
        foreach (var item in all)
        {
            if (nameOf(item) is not { } name || (after is not null && string.CompareOrdinal(name, after) <= 0))
            {
                continue;
            }

            if (lowest.Count < limit)
            {
                lowest.Enqueue(item, name);
                continue;
            }

            more = true;
            lowest.EnqueueDequeue(item, name);
        }

        var page = new List<T>(lowest.Count);
        while (lowest.TryDequeue(out var item, out _))
        {
            page.Add(item);
        }

        page.Reverse();
        return page;
    }
}
