using OrleansIm.Domain.Search;

namespace OrleansIm.Storage.Search;

/// <summary>A look into the index.</summary>
public sealed record SearchQuery
{
    /// <summary>Whose conversations.</summary>
    public required string User { get; init; }

    /// <summary>One of them alone; null for all.</summary>
    public string? Conversation { get; init; }

    /// <summary>Words that must all be there; at least one.</summary>
    public required IReadOnlyList<long> Words { get; init; }

    /// <summary>What stands below this.</summary>
    public SearchPlace Before { get; init; } = SearchPlace.Top;

    /// <summary>At most so many hits.</summary>
    public required int Limit { get; init; }

    /// <summary>So many places of a word are looked at, over all conversations; a page ends where this ends.</summary>
    public int Budget { get; init; } = 20_000;

    /// <summary>Where the engine can be told so: how long it may take.</summary>
    public TimeSpan Timeout { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>So many places at least of each of so many conversations, so that a page of hits can be had from any of them.</summary>
    public int QuotaOf(int conversations) => Math.Max(Limit + 1, Budget / Math.Max(1, conversations));
}
