using OrleansIm.Cli.Client;

namespace OrleansIm.Cli.Chat;

/// <summary>The conversation on the screen, and what of it has been shown.</summary>
internal sealed class OpenConversation(Place place)
{
    private readonly Dictionary<string, long> _read = new(StringComparer.Ordinal);
    private readonly HashSet<string> _writing = new(StringComparer.Ordinal);
    private long _toldFor;

    public Place Place => place;

    /// <summary>Who has read the newest message of the user's own.</summary>
    public IReadOnlyList<string> Readers { get; private set; } = [];

    /// <summary>The newest entry shown; 0 for none.</summary>
    public long Newest { get; private set; }

    /// <summary>The oldest entry shown; 0 for none.</summary>
    public long Oldest { get; private set; }

    /// <summary>The newest message of the user's own; 0 for none.</summary>
    public long LastOwn { get; private set; }

    /// <summary>Up to where the server was told that the user has read.</summary>
    public long MarkedRead { get; set; }

    /// <summary>Notes an entry as shown; false if it was shown before.</summary>
    /// <param name="message">The entry.</param>
    /// <param name="isOwn">The user wrote it.</param>
    /// <param name="isOlder">It comes with a page of what was before the oldest, whose first entry has become the oldest already.</param>
    public bool Show(ChatMessage message, bool isOwn, bool isOlder = false)
    {
        if (!isOlder && message.Seq <= Newest && message.Seq >= Oldest)
        {
            return false;
        }

        _writing.Remove(message.From);
        Newest = Math.Max(Newest, message.Seq);
        Oldest = Oldest == 0 ? message.Seq : Math.Min(Oldest, message.Seq);
        if (isOwn && message is { IsWritten: true, IsRecalled: false })
        {
            LastOwn = Math.Max(LastOwn, message.Seq);
        }

        return true;
    }

    /// <summary>Somebody is writing; true if that is news since its last message.</summary>
    public bool IsWriting(string user) => _writing.Add(user);

    /// <summary>Somebody else has read up to <paramref name="seq"/>, perhaps before this device had the receipt of what was read.</summary>
    public void Read(string user, long seq) => _read[user] = Math.Max(seq, _read.GetValueOrDefault(user));

    /// <summary>True if <see cref="Readers"/> changed since it was asked last.</summary>
    public bool HasNewReaders()
    {
        string[] readers = LastOwn == 0
            ? []
            : [.. _read.Where(one => one.Value >= LastOwn).Select(one => one.Key).Order(StringComparer.Ordinal)];
        if (_toldFor == LastOwn && readers.SequenceEqual(Readers))
        {
            return false;
        }

        (_toldFor, Readers) = (LastOwn, readers);
        return true;
    }

    /// <summary>A message of the user's own was taken back.</summary>
    public void Forget(long seq) => LastOwn = LastOwn == seq ? 0 : LastOwn;
}
