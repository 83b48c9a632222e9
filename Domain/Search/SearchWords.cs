using System.Globalization;
using System.Text;

namespace OrleansIm.Domain.Search;

/// <summary>
/// How a text becomes the words it is found by: a word of an alphabet is one, whatever its case; scripts without spaces are cut into single
/// characters and pairs. Kept are numbers instead of words. What comes out for a text is stored: a change here means to index anew.
/// </summary>
public static class SearchWords
{
    /// <summary>Full-width letters and digits are the ASCII ones this much further up.</summary>
    private const int FullWidth = 0xfee0;

    // Thai to Burmese, Khmer, the letters of Chinese, Japanese and Korean.
    private static readonly (int From, int To)[] UnspacedScripts =
    [
        (0x0e00, 0x0eff), (0x1000, 0x109f), (0x1100, 0x11ff), (0x1780, 0x17ff), (0x2e80, 0x9fff), (0xa960, 0xa97f),
        (0xac00, 0xd7ff), (0xf900, 0xfaff), (0xff66, 0xff9f), (0x20000, 0x3ffff),
    ];

    /// <summary>All that a text is found by, each once.</summary>
    public static long[] Of(string text)
    {
        var words = new HashSet<long>();
        foreach (var run in Split(text))
        {
            if (run.Unspaced)
            {
                words.UnionWith(Singles(run.Text).Select(Number));
                words.UnionWith(Pairs(run.Text).Select(Number));
            }
            else
            {
                words.Add(Number(run.Text));
            }
        }

        return [.. words];
    }

    /// <summary>Cuts a text at everything that is neither letter nor digit, and where scripts meet.</summary>
    public static IReadOnlyList<TextRun> Split(string text)
    {
        var runs = new List<TextRun>();
        var run = new StringBuilder();
        var unspaced = false;
        foreach (var rune in text.EnumerateRunes())
        {
            var folded = Fold(rune);
            var mark = run.Length > 0 && IsMark(folded);
            var letter = mark || Rune.IsLetterOrDigit(folded);
            var other = !mark && IsUnspaced(folded) != unspaced;
            if (run.Length > 0 && (!letter || other))
            {
                runs.Add(new TextRun(run.ToString(), unspaced));
                run.Clear();
            }

            if (letter)
            {
                unspaced = mark ? unspaced : IsUnspaced(folded);
                run.Append(folded.ToString());
            }
        }

        if (run.Length > 0)
        {
            runs.Add(new TextRun(run.ToString(), unspaced));
        }

        return runs;
    }

    /// <summary>The characters of a run, one by one.</summary>
    public static IEnumerable<string> Singles(string run)
    {
        foreach (var rune in run.EnumerateRunes())
        {
            yield return rune.ToString();
        }
    }

    /// <summary>Characters of a run that follow each other, in pairs.</summary>
    public static IEnumerable<string> Pairs(string run)
    {
        string? last = null;
        foreach (var one in Singles(run))
        {
            if (last is not null)
            {
                yield return last + one;
            }

            last = one;
        }
    }

    /// <summary>The number that stands for a word (FNV-1a): whatever has the same by chance is told apart by the text itself.</summary>
    public static long Number(string word)
    {
        var hash = 14695981039346656037ul;
        foreach (var unit in word)
        {
            hash = unchecked((hash ^ (byte)unit) * 1099511628211ul);
            hash = unchecked((hash ^ (byte)(unit >> 8)) * 1099511628211ul);
        }

        return unchecked((long)hash);
    }

    private static Rune Fold(Rune rune) =>
        Rune.ToLowerInvariant(rune.Value is >= 0xff01 and <= 0xff5e ? new Rune(rune.Value - FullWidth) : rune);

    private static bool IsUnspaced(Rune rune) => Array.Exists(UnspacedScripts, script => rune.Value >= script.From && rune.Value <= script.To);

    private static bool IsMark(Rune rune) => Rune.GetUnicodeCategory(rune)
        is UnicodeCategory.NonSpacingMark or UnicodeCategory.SpacingCombiningMark;
}
