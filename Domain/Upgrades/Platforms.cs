using System.Text;

namespace OrleansIm.Domain.Upgrades;

/// <summary>Names of platforms, which apps write as they like.</summary>
public static class Platforms
{
    /// <summary>Longest name, in characters.</summary>
    public const int MaxLength = 64;

    /// <summary>Stands for every platform that has no rule of its own.</summary>
    public const string Others = "";

    /// <summary>One spelling for all: small letters and digits, a dash for whatever is between. <c>iOS</c> is <c>ios</c>, <c> Mac OS_X </c> is <c>mac-os-x</c>.</summary>
    public static string Normalize(string name)
    {
        var plain = new StringBuilder(name.Length);
        foreach (var rune in name.EnumerateRunes())
        {
            if (Rune.IsLetterOrDigit(rune))
            {
                plain.Append(Rune.ToLowerInvariant(rune));
            }
            else if (plain.Length > 0 && plain[^1] != '-')
            {
                plain.Append('-');
            }
        }

        return plain.ToString().TrimEnd('-');
    }
}
