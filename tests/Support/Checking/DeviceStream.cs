namespace OrleansIm.Support.Checking;

/// <summary>Everything that one device was ever told of one conversation, over all its sessions. Not safe for concurrent use.</summary>
public sealed class DeviceStream(string user, string device, string conversation)
{
    private readonly Dictionary<long, string?> _bodies = [];
    private readonly HashSet<long> _thisSession = [];
    private long _highestPush;

    public string User => user;

    public string Device => device;

    public string Conversation => conversation;

    public IReadOnlyDictionary<long, string?> Bodies => _bodies;

    /// <summary>The highest sequence it was told of; 0 if none.</summary>
    public long Head { get; private set; }

    /// <summary>Sequences that came after a higher one in the same session without having come before.</summary>
    public List<long> Overtaken { get; } = [];

    /// <summary>Sequences that came with two different texts.</summary>
    public List<long> Changed { get; } = [];

    public void StartSession()
    {
        _thisSession.Clear();
        _highestPush = 0;
    }

    /// <summary>A pushed entry; <paramref name="body"/> is null if it carries no text.</summary>
    public void Push(long seq, string? body)
    {
        if (_thisSession.Add(seq) && seq < _highestPush)
        {
            Overtaken.Add(seq);
        }

        _highestPush = Math.Max(_highestPush, seq);
        Note(seq, body);
    }

    /// <summary>A message of this device's own, known by its receipt.</summary>
    public void Own(long seq, string body)
    {
        _thisSession.Add(seq);
        Note(seq, body);
    }

    private void Note(long seq, string? body)
    {
        Head = Math.Max(Head, seq);

        // A recall takes the text away: from a text to none is no change of the message.
        if (_bodies.TryGetValue(seq, out var known) && known is not null)
        {
            if (body is not null && body != known)
            {
                Changed.Add(seq);
            }

            return;
        }

        _bodies[seq] = body;
    }
}
