using System.Globalization;
using OrleansIm.Domain.Conversations;

namespace OrleansIm.Domain.Search;

/// <summary>Where a message stands among all that can be found: the newest have the highest rank.</summary>
/// <param name="Rank">Its time, or that of a message before it in the conversation if clocks were set back in between: it never falls there.</param>
/// <param name="Seq">Its sequence.</param>
/// <param name="Conversation">Its conversation.</param>
public readonly record struct SearchPlace(long Rank, long Seq, string Conversation)
{
    /// <summary>Above everything.</summary>
    public static SearchPlace Top { get; } = new(long.MaxValue, 0, string.Empty);

    /// <summary>Reads what <see cref="ToString"/> wrote.</summary>
    public static bool TryParse(string text, out SearchPlace place)
    {
        var parts = text.Split(':', 3);
        place = default;
        if (parts.Length != 3 || !TryNumber(parts[0], out var rank) || !TryNumber(parts[1], out var seq) || !ConversationId.IsValid(parts[2]))
        {
            return false;
        }

        place = new SearchPlace(rank, seq, parts[2]);
        return true;
    }

    /// <summary>The cursor of a page that goes on below it.</summary>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Rank}:{Seq}:{Conversation}");

    private static bool TryNumber(string text, out long number) => long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out number);
}
