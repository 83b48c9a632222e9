namespace OrleansIm.Grains.Interfaces.Search;

/// <summary>A look for messages.</summary>
/// <param name="Text">What is looked for.</param>
/// <param name="Conversation">In one conversation alone; null for all of the user's.</param>
/// <param name="Before">Where the page before ended; null for the newest.</param>
/// <param name="Limit">At most so many.</param>
[GenerateSerializer, Immutable, Alias("im.SearchRequest")]
public readonly record struct SearchRequest(
    [property: Id(0)] string Text,
    [property: Id(1)] string? Conversation,
    [property: Id(2)] string? Before,
    [property: Id(3)] int Limit);
