namespace OrleansIm.Domain.Conversations;

/// <summary>Messages that mention everybody; their senders are not mentioned by themselves. The newest thousand are kept.</summary>
public sealed class MentionsOfAll
{
    /// <summary>How a mention of all is written where user ids stand.</summary>
    public const string Everyone = "*";

    private const int Kept = 1000;

    private readonly List<(long Seq, string Sender)> _mentions = [];

    public void Add(long seq, string sender)
    {
        _mentions.Add((seq, sender));
        if (_mentions.Count > Kept)
        {
            _mentions.RemoveAt(0);
        }
    }

    /// <summary>True if the message mentions everybody, and <paramref name="user"/> among them.</summary>
    public bool Covers(string user, long seq) => _mentions.Exists(mention => mention.Seq == seq && mention.Sender != user);

    public void Remove(long seq) => _mentions.RemoveAll(mention => mention.Seq == seq);

    /// <summary>How many in <c>(after, upTo]</c> are by others.</summary>
    public int CountFor(string user, long after, long upTo)
    {
        var count = 0;
        for (var i = _mentions.Count - 1; i >= 0 && _mentions[i].Seq > after; i--)
        {
            if (_mentions[i].Seq <= upTo && _mentions[i].Sender != user)
            {
                count++;
            }
        }

        return count;
    }
}
