using System.Buffers;

namespace OrleansIm.Domain.Identity;

/// <summary>The grammar of every id that a client may hand in. Ids are case-sensitive and never normalised.</summary>
public static class Ids
{
    /// <summary>Longest user, device or group id, in characters.</summary>
    public const int MaxLength = 64;

    private static readonly SearchValues<char> Allowed =
        SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789._-");

    /// <summary>True for 1 to 64 characters of <c>A-Z a-z 0-9 . _ -</c>: the form of user, device and group ids.</summary>
    public static bool IsName(ReadOnlySpan<char> id) =>
        id.Length is > 0 and <= MaxLength && !id.ContainsAnyExcept(Allowed);

    /// <summary>
    /// True for 1 to 64 printable characters without control characters or lone surrogates:
    /// the form of request ids and client message ids, which are the client's own business.
    /// </summary>
    public static bool IsClientToken(ReadOnlySpan<char> id)
    {
        if (id.Length is 0 or > MaxLength)
        {
            return false;
        }

        for (var i = 0; i < id.Length; i++)
        {
            if (char.IsControl(id[i]))
            {
                return false;
            }

            if (char.IsSurrogate(id[i]))
            {
                if (!char.IsHighSurrogate(id[i]) || i + 1 == id.Length || !char.IsLowSurrogate(id[i + 1]))
                {
                    return false;
                }

                i++;
            }
        }

        return true;
    }
}
