using System.Globalization;

namespace OrleansIm.Grains.Users;

/// <summary>A place in the order of the chat list: pinned before others, then newest activity first, the name deciding between equals.</summary>
internal readonly record struct ListPlace(bool Pinned, long Time, string Conversation) : IComparable<ListPlace>
{
    private const char Pin = '*';

    public static ListPlace Of(Chat chat) => new(chat.Personal.Pinned, chat.LastTime, chat.Conversation);

    public int CompareTo(ListPlace other) =>
        Pinned != other.Pinned ? (Pinned ? -1 : 1)
        : Time != other.Time ? other.Time.CompareTo(Time)
        : string.CompareOrdinal(Conversation, other.Conversation);

    /// <summary>As a cursor for the page behind it.</summary>
    public string ToCursor() => string.Create(CultureInfo.InvariantCulture, $"{(Pinned ? "*" : string.Empty)}{Time}~{Conversation}");

    /// <summary>Reads a cursor; false if it is none of ours.</summary>
    public static bool TryParse(string cursor, out ListPlace place)
    {
        place = default;
        var pinned = cursor.StartsWith(Pin);
        var text = pinned ? cursor.AsSpan(1) : cursor;
        var tilde = text.IndexOf('~');
        if (tilde <= 0 || !long.TryParse(text[..tilde], NumberStyles.None, CultureInfo.InvariantCulture, out var time))
        {
            return false;
        }

        place = new ListPlace(pinned, time, text[(tilde + 1)..].ToString());
        return true;
    }
}
