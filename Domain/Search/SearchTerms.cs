namespace OrleansIm.Domain.Search;

/// <summary>What somebody looks for: all of these must be in a text, in whatever order.</summary>
public sealed class SearchTerms
{
    /// <summary>Bytes of the text that is looked for.</summary>
    public const int MaxBytes = 512;

    /// <summary>So many words are asked of the index; the rest is seen in the text.</summary>
    private const int MaxWords = 8;

    private readonly IReadOnlyList<TextRun> _runs;

    private SearchTerms(IReadOnlyList<TextRun> runs)
    {
        _runs = runs;
        Words = [.. runs.SelectMany(WordsOf).Distinct(StringComparer.Ordinal).OrderByDescending(static word => word.Length)
            .ThenBy(static word => word, StringComparer.Ordinal).Take(MaxWords).Select(SearchWords.Number)];
    }

    /// <summary>Words that every text which matches is found by.</summary>
    public IReadOnlyList<long> Words { get; }

    /// <summary>Reads what is looked for; null if there is neither letter nor digit in it.</summary>
    public static SearchTerms? Parse(string text) => SearchWords.Split(text) is { Count: > 0 } runs ? new SearchTerms(runs) : null;

    /// <summary>True if the text has all of it.</summary>
    public bool Match(string text)
    {
        var found = SearchWords.Split(text);
        return _runs.All(run => found.Any(part => part.Unspaced == run.Unspaced
            && (run.Unspaced ? part.Text.Contains(run.Text, StringComparison.Ordinal) : string.Equals(part.Text, run.Text, StringComparison.Ordinal))));
    }

    private static IEnumerable<string> WordsOf(TextRun run) =>
        !run.Unspaced ? [run.Text]
        : SearchWords.Pairs(run.Text).ToList() is { Count: > 0 } pairs ? pairs
        : SearchWords.Singles(run.Text);
}
