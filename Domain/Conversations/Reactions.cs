using System.Text;
using OrleansIm.Domain.Messages;

namespace OrleansIm.Domain.Conversations;

/// <summary>The rules of reacting to a message.</summary>
public static class Reactions
{
    /// <summary>Longest emoji, UTF-8 bytes: enough for the longest sequences there are.</summary>
    public const int MaxBytes = 32;

    /// <summary>True for 1 to 32 bytes of text that show something: no control characters, nothing that is half a character.</summary>
    public static bool IsEmoji(string text)
    {
        if (text.Length is 0 or > MaxBytes || string.IsNullOrWhiteSpace(text))
        {
            return false;
        }

        var bytes = 0;
        foreach (var rune in text.EnumerateRunes())
        {
            // Half a surrogate pair is enumerated as the replacement character.
            if (Rune.IsControl(rune) || rune == Rune.ReplacementChar)
            {
                return false;
            }

            bytes += rune.Utf8SequenceLength;
        }

        return bytes <= MaxBytes;
    }

    /// <summary>Why nobody may react to this entry; None if members may.</summary>
    public static Access Check(Member member, LogEntry target) =>
        !ContentKinds.IsMessage(target.Kind) ? new Access(null, ErrorCode.Invalid, "Only messages can be reacted to.")
        : target.RecalledBy is not null ? new Access(null, ErrorCode.Expired, "This message was recalled.")
        : new Access(member, ErrorCode.None, null);

    /// <summary>Why this emoji can't be added to those that are there; None if it can.</summary>
    /// <param name="member">Who adds it.</param>
    /// <param name="emoji">What is added.</param>
    /// <param name="standing">The emoji that somebody has set on this message.</param>
    /// <param name="own">How many of them the member has set.</param>
    /// <param name="most">Most different ones on one message.</param>
    /// <param name="mostOwn">Most of one member on one message.</param>
    public static Access CheckRoom(Member member, string emoji, IReadOnlyCollection<string> standing, int own, int most, int mostOwn) =>
        own >= mostOwn ? new Access(null, ErrorCode.TooLarge, $"At most {mostOwn} reactions of yours fit on one message.")
        : standing.Count >= most && !standing.Contains(emoji, StringComparer.Ordinal)
            ? new Access(null, ErrorCode.TooLarge, $"At most {most} different reactions fit on one message.")
            : new Access(member, ErrorCode.None, null);
}
