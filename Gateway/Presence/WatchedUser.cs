using OrleansIm.Grains.Interfaces.Presence;
using OrleansIm.Protocol.Frames.Server.People;

namespace OrleansIm.Gateway.Presence;

/// <summary>A user whom sessions of this gateway watch, and as what it was last shown. Guarded by the board's lock.</summary>
internal sealed class WatchedUser(string user)
{
    private PresenceFacts? _facts;
    private PresenceFacts? _early;
    private long _storedLastSeen;

    public string User { get; } = user;

    /// <summary>Those who may see it.</summary>
    public HashSet<PresenceView> Viewers { get; } = [];

    /// <summary>When its grain is to be asked again (a timestamp).</summary>
    public long Due { get; set; }

    /// <summary>The question under way; null for none.</summary>
    public Task? Asking { get; set; }

    /// <summary>True once its grain has said how it stands.</summary>
    public bool IsKnown => _facts is not null;

    public PresenceLine Line => _facts is { } facts
        ? new PresenceLine(User, facts.Classes, Math.Max(facts.LastSeen, _storedLastSeen))
        : PresenceLine.Hidden(User) with { LastSeen = _storedLastSeen };

    /// <summary>The storage knows when it was there; its grain may have forgotten.</summary>
    public void Stored(long lastSeen) => _storedLastSeen = Math.Max(lastSeen, _storedLastSeen);

    /// <summary>Takes over what the grain answered. False if it is to be asked again soon: it may not know yet.</summary>
    public bool Answer(PresenceFacts answer)
    {
        if (_early is { } early && early.Life == answer.Life && early.Version > answer.Version)
        {
            answer = early;
        }

        _early = null;
        if (_facts is { } known && known.Life == answer.Life && known.Version > answer.Version)
        {
            // A push has overtaken the answer.
            return true;
        }

        if (_facts is { Classes.IsEmpty: false } there && answer.Classes.IsEmpty && !answer.Settled)
        {
            // The grain has moved, and the user's sessions are on their way to it.
            _facts = answer with { Classes = there.Classes, LastSeen = there.LastSeen };
            return false;
        }

        _facts = answer;
        return true;
    }

    /// <summary>Takes over what the grain tells. False if it is another activation than the one that was asked, which is to be asked then.</summary>
    public bool TryTake(in PresenceFacts news)
    {
        if (_facts is not { } known || known.Life != news.Life)
        {
            // It may have overtaken the answer to a question that is under way.
            _early = news;
            return false;
        }

        if (news.Version > known.Version)
        {
            _facts = news;
        }

        return true;
    }
}
