using OrleansIm.Grains.Interfaces.Users;

namespace OrleansIm.Gateway.Sessions;

/// <summary>
/// What this session was told has taken effect and the user's chat list may not show yet, because it hears of it by another
/// way. A list that is asked for next must be at least so new.
/// </summary>
internal sealed class OwnWrites
{
    /// <summary>More than these are forgotten all at once: by then they have long arrived.</summary>
    private const int Kept = 256;

    private readonly Lock _gate = new();
    private readonly Dictionary<string, WriteMark> _marks = new(StringComparer.Ordinal);

    /// <summary>An entry of the user's own, or its own act's, stands at <paramref name="seq"/>.</summary>
    public void Wrote(string conversation, long seq) => Add(conversation, new WriteMark(conversation, seq, 0));

    /// <summary>The user's read cursor is at <paramref name="seq"/>.</summary>
    public void Read(string conversation, long seq) => Add(conversation, new WriteMark(conversation, 0, seq));

    /// <summary>The newest entry of the user's own that this session knows of and the chat list may not; 0 for none.</summary>
    public long HeadOf(string conversation)
    {
        lock (_gate)
        {
            return _marks.GetValueOrDefault(conversation).Head;
        }
    }

    /// <summary>Everything up to <paramref name="seq"/> is hidden from the user.</summary>
    public void Cleared(string conversation, long seq) => Add(conversation, new WriteMark(conversation, 0, 0, seq));

    /// <summary>The user has hidden so many messages one by one.</summary>
    public void Hid(string conversation, long hides) => Add(conversation, new WriteMark(conversation, 0, 0, 0, hides));

    /// <summary>Gives the marks and forgets them.</summary>
    public WriteMark[] Take()
    {
        lock (_gate)
        {
            WriteMark[] marks = [.. _marks.Values];
            _marks.Clear();
            return marks;
        }
    }

    private void Add(string conversation, WriteMark mark)
    {
        if (mark is { Head: <= 0, ReadSeq: <= 0, ClearedSeq: <= 0, Hides: <= 0 })
        {
            // Refused, or nothing there yet: no list will ever show it.
            return;
        }

        lock (_gate)
        {
            if (_marks.TryGetValue(conversation, out var known))
            {
                mark = new WriteMark(
                    conversation, Math.Max(known.Head, mark.Head), Math.Max(known.ReadSeq, mark.ReadSeq),
                    Math.Max(known.ClearedSeq, mark.ClearedSeq), Math.Max(known.Hides, mark.Hides));
            }
            else if (_marks.Count >= Kept)
            {
                _marks.Clear();
            }

            _marks[conversation] = mark;
        }
    }
}
