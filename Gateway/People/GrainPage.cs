namespace OrleansIm.Gateway.People;

/// <summary>A page of a list that a grain gives in pages.</summary>
/// <param name="Code">Busy: ask again.</param>
/// <param name="Items">What is on it.</param>
/// <param name="Next">What the next page is asked for with; null on the last.</param>
internal readonly record struct GrainPage<T>(ErrorCode Code, IReadOnlyList<T> Items, string? Next);
