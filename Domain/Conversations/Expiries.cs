using OrleansIm.Domain.Messages;

namespace OrleansIm.Domain.Conversations;

/// <summary>
/// The messages of a conversation that expire and that nobody has read yet. The first to read one, other than who wrote it, starts its clock for all:
/// there is one message, and it is over for everybody at once. What becomes of clocks that run is not known here.
/// </summary>
/// <param name="ofOneself">Nobody but who wrote them can read them: then that counts, and since it has read what it writes, it counts at once.</param>
public sealed class Expiries(bool ofOneself)
{
    private const long MillisecondsPerSecond = 1000;

    private static readonly SortedDictionary<long, (string Sender, int Seconds)> None = [];

    private SortedDictionary<long, (string Sender, int Seconds)> _unread = None;

    public bool IsEmpty => _unread.Count == 0;

    public void Add(long seq, string sender, int seconds)
    {
        // Most conversations never have one.
        _unread = ReferenceEquals(_unread, None) ? [] : _unread;
        _unread[seq] = (sender, seconds);
    }

    public void Remove(long seq)
    {
        if (!IsEmpty)
        {
            _unread.Remove(seq);
        }
    }

    /// <summary>The clocks that start when a member has read up to a place. They go on standing here until they are removed.</summary>
    /// <param name="reader">Who reads. What was before its joining it has not read, however far its cursor is; who has left reads for itself alone.</param>
    /// <param name="upTo">The place.</param>
    /// <param name="now">The time, Unix milliseconds.</param>
    public IReadOnlyList<Deadline> StartedBy(Member reader, long upTo, long now)
    {
        if (IsEmpty || !reader.IsIn)
        {
            return [];
        }

        var started = new List<Deadline>();
        foreach (var (seq, (sender, seconds)) in _unread)
        {
            if (seq > upTo)
            {
                break;
            }

            if (seq > reader.JoinedSeq && (ofOneself || !string.Equals(sender, reader.User, StringComparison.Ordinal)))
            {
                started.Add(new Deadline(seq, now + (seconds * MillisecondsPerSecond)));
            }
        }

        return started;
    }

    /// <summary>The clocks that these entries start, and that nobody else starts any more: who writes has read everything before.</summary>
    public IReadOnlyList<Deadline> StartedBy(IReadOnlyList<LogEntry> entries, IReadOnlyDictionary<string, Member> members)
    {
        if (IsEmpty)
        {
            return [];
        }

        var started = new List<Deadline>();
        foreach (var entry in entries)
        {
            if (ContentKinds.Counts(entry.Kind) && members.TryGetValue(entry.Sender, out var writer))
            {
                var deadlines = StartedBy(writer, entry.Seq, entry.Time);
                started.AddRange(deadlines);
                foreach (var deadline in deadlines)
                {
                    Remove(deadline.Seq);
                }
            }
        }

        return started;
    }
}
