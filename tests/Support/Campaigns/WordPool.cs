using System.Collections.Concurrent;

namespace OrleansIm.Support.Campaigns;

/// <summary>
/// The same text once, however many members read it on however many devices: a long run keeps all that everybody was told.
/// </summary>
public sealed class WordPool
{
    private readonly ConcurrentDictionary<string, string> _words = new(StringComparer.Ordinal);

    /// <summary>The first text that was the same.</summary>
    public string? Same(string? word) => word is null ? null : _words.GetOrAdd(word, word);
}
