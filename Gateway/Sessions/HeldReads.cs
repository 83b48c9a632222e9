using OrleansIm.Protocol.Frames.Server;

namespace OrleansIm.Gateway.Sessions;

/// <summary>
/// Read cursors that moved while a session was catching up: what it was given of the conversation before shows the older state, and
/// nothing else would tell it. Only the newest per reader counts. Not thread-safe.
/// </summary>
internal sealed class HeldReads(string owner)
{
    /// <summary>Of others so many are kept, of the user itself, on whose cursor unread depends, twice as many.</summary>
    private const int Limit = 2_000;

    private readonly Dictionary<(string Conversation, string User), long> _newest = [];

    public void Add(ReadPush read)
    {
        var key = (read.Conversation, read.User);
        if (_newest.TryGetValue(key, out var seq))
        {
            _newest[key] = Math.Max(seq, read.Seq);
        }
        else if (_newest.Count < (string.Equals(read.User, owner, StringComparison.Ordinal) ? 2 * Limit : Limit))
        {
            _newest[key] = read.Seq;
        }
    }

    /// <summary>Gives what was held, and holds nothing any more.</summary>
    public ReadPush[] Release()
    {
        ReadPush[] held = [.. _newest.Select(static read => new ReadPush(read.Key.Conversation, read.Key.User, read.Value))];
        _newest.Clear();
        return held;
    }
}
