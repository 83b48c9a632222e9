using System.Globalization;

namespace OrleansIm.Cli.Chat;

/// <summary>A span of time as it is typed: <c>30s</c>, <c>5m</c>, <c>2h</c>, <c>1d</c>.</summary>
internal static class TypedSpan
{
    /// <summary>Null if it is none.</summary>
    public static TimeSpan? Of(string word) =>
        word.Length > 1 && int.TryParse(word.AsSpan(0, word.Length - 1), NumberStyles.None, CultureInfo.InvariantCulture, out var count)
            ? word[^1] switch
            {
                's' => TimeSpan.FromSeconds(count),
                'm' => TimeSpan.FromMinutes(count),
                'h' => TimeSpan.FromHours(count),
                'd' when count <= 100_000 => TimeSpan.FromDays(count),
                _ => null,
            }
            : null;
}
