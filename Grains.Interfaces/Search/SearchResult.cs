using OrleansIm.Domain.Messages;

namespace OrleansIm.Grains.Interfaces.Search;

/// <summary>Messages that were found, the newest first.</summary>
/// <param name="Code">None, or why not.</param>
/// <param name="Message">For a person, when refused.</param>
/// <param name="Items">The messages.</param>
/// <param name="Next">Where the next page goes on; null if this was the last.</param>
[GenerateSerializer, Immutable, Alias("im.SearchResult")]
public readonly record struct SearchResult(
    [property: Id(0)] ErrorCode Code,
    [property: Id(1)] string? Message,
    [property: Id(2)] MessageItem[] Items,
    [property: Id(3)] string? Next)
{
    public static SearchResult Busy { get; } = Refused(ErrorCode.Busy, "Too much is looked for at the moment. Please try again.");

    public static SearchResult Refused(ErrorCode code, string message) => new(code, message, [], null);
}
