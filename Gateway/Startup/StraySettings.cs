using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Logging;

namespace OrleansIm.Gateway.Startup;

/// <summary>
/// Settings that nobody reads and that look like ours. A misspelt one would make a server that isn't the one that was meant,
/// without a word; to refuse it would keep an older version from starting with the settings of a newer one.
/// </summary>
internal static partial class StraySettings
{
    /// <summary>So many letters may be wrong, missing or too many for a name to be taken for a slip of another one.</summary>
    private const int Slips = 3;

    /// <summary>What others read in sections that are ours, or have a name close to one of them.</summary>
    private static readonly string[] Foreign = ["Logging", "Kestrel", "Orleans"];

    public static void Report(IConfiguration configuration, ILogger logger)
    {
        foreach (var (name, meant) in Find(configuration))
        {
            if (meant is null)
            {
                Unread(logger, Variable(name));
            }
            else
            {
                Misspelt(logger, Variable(name), Variable(meant));
            }
        }
    }

    /// <returns>Each with the name that was probably meant, null if there is none.</returns>
    public static IEnumerable<(string Name, string? Meant)> Find(IConfiguration configuration)
    {
        foreach (var (key, value) in configuration.AsEnumerable().OrderBy(static pair => pair.Key, StringComparer.Ordinal))
        {
            var root = key.Split(':')[0];
            if (value is null || root.Length == key.Length || Foreign.Contains(root, StringComparer.OrdinalIgnoreCase) || SettingNames.All.Contains(Form(key)))
            {
                continue;
            }

            var meant = Nearest(Form(key));
            if (meant is not null || SettingNames.Roots.Contains(root))
            {
                yield return (key, meant);
            }
        }
    }

    /// <summary>Places in lists are all alike.</summary>
    private static string Form(string key) =>
        string.Join(':', key.Split(':').Select(static part => part.All(char.IsAsciiDigit) ? "N" : part));

    private static string? Nearest(string key)
    {
        var (name, distance) = SettingNames.All.Select(name => (name, Distance(key, name))).MinBy(static pair => pair.Item2);
        return distance <= Slips ? name : null;
    }

    /// <summary>Levenshtein's: letters to change, to add or to leave out, without regard to case.</summary>
    private static int Distance(string one, string other)
    {
        var row = Enumerable.Range(0, other.Length + 1).ToArray();
        for (var i = 1; i <= one.Length; i++)
        {
            var diagonal = row[0];
            row[0] = i;
            for (var j = 1; j <= other.Length; j++)
            {
                var same = char.ToUpperInvariant(one[i - 1]) == char.ToUpperInvariant(other[j - 1]) ? 0 : 1;
                (diagonal, row[j]) = (row[j], Math.Min(Math.Min(row[j], row[j - 1]) + 1, diagonal + same));
            }
        }

        return row[^1];
    }

    private static string Variable(string key) => key.Replace(":", "__", StringComparison.Ordinal);

    [LoggerMessage(2272, LogLevel.Warning, "{Name} is no setting and has no effect; is {Meant} meant?")]
    private static partial void Misspelt(ILogger logger, string name, string meant);

    [LoggerMessage(2273, LogLevel.Warning, "{Name} is no setting and has no effect.")]
    private static partial void Unread(ILogger logger, string name);
}
