using System.ComponentModel.DataAnnotations;

namespace OrleansIm.Grains.Search;

/// <summary>Rules of searching that an operator may set, under <c>Search</c>.</summary>
public sealed class SearchOptions
{
    /// <summary>How often a silo looks for what it has written and not indexed, in milliseconds. 10 to 60,000; default 200.</summary>
    [Range(10, 60_000)]
    public int FollowMilliseconds { get; set; } = 200;

    /// <summary>
    /// How much of the time a silo may write the index while there is something to follow, in percent of one connection to the database: the rest
    /// it leaves to messages, and catches up later. 0 turns searching off. 0 to 100; default 20.
    /// </summary>
    [Range(0, 100)]
    public int Percent { get; set; } = 20;

    /// <summary>How often all conversations are looked through for what nobody has indexed, in minutes. 1 to 1,440; default 30.</summary>
    [Range(1, 1_440)]
    public int SweepMinutes { get; set; } = 30;

    /// <summary>How many searches of a silo are with the database at the same time. 1 to 64; default 4.</summary>
    [Range(1, 64)]
    public int AtOnce { get; set; } = 4;

    /// <summary>How long a search may wait for its turn, and then for the database, in seconds. 1 to 20; default 5.</summary>
    [Range(1, 20)]
    public int TimeoutSeconds { get; set; } = 5;
}
