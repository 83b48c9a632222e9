using System.Globalization;

namespace OrleansIm.Domain.Upgrades;

/// <summary>A version of an app: numbers between dots. Compared number by number, so 2.10 comes after 2.9, and 2 is 2.0.</summary>
public readonly struct AppVersion
{
    private const int MaxParts = 8;
    private const int MaxDigits = 9;

    private readonly int[]? _parts;

    private AppVersion(int[] parts) => _parts = parts;

    /// <summary>Exactly a version and nothing else: what operators write, whose mistakes have to be seen.</summary>
    public static bool TryParse(string text, out AppVersion version)
    {
        var words = text.Split('.');
        var parts = new int[words.Length];
        version = default;
        for (var i = 0; i < words.Length; i++)
        {
            if (words.Length > MaxParts || words[i].Length > MaxDigits
                || !int.TryParse(words[i], NumberStyles.None, CultureInfo.InvariantCulture, out parts[i]))
            {
                return false;
            }
        }

        version = new AppVersion(parts);
        return true;
    }

    /// <summary>What apps say of themselves: also <c>v1.4.0</c>, <c>1.4.0-beta.2</c>, <c>1.4.0 (77)</c>, of which 1.4.0 counts.</summary>
    public static bool TryRead(string text, out AppVersion version)
    {
        var said = text.AsSpan().Trim();
        said = said is ['v' or 'V', ..] ? said[1..] : said;
        var end = said.IndexOfAny("-+( ");
        return TryParse((end < 0 ? said : said[..end]).ToString(), out version);
    }

    /// <summary>Older than the other.</summary>
    public bool IsBelow(AppVersion other)
    {
        var (mine, theirs) = (_parts ?? [], other._parts ?? []);
        for (var i = 0; i < Math.Max(mine.Length, theirs.Length); i++)
        {
            var (one, another) = (i < mine.Length ? mine[i] : 0, i < theirs.Length ? theirs[i] : 0);
            if (one != another)
            {
                return one < another;
            }
        }

        return false;
    }
}
