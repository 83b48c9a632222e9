using OrleansIm.Protocol.Frames.Server;
using OrleansIm.Protocol.Frames.Server.People;

namespace OrleansIm.Gateway.Presence;

/// <summary>Whom one session watches, and what it was told of each. Guarded by the board's lock.</summary>
/// <param name="user">Whose session it is.</param>
/// <param name="trySend">Sends a frame unless the client reads too slowly for what may wait.</param>
internal sealed class PresenceView(string user, Func<ServerFrame, bool> trySend)
{
    private readonly Dictionary<string, Told?> _told = new(StringComparer.Ordinal);

    public string User { get; } = user;

    /// <summary>Subscriptions of one session take turns, so that its list is never longer than its limit.</summary>
    public SemaphoreSlim Turn { get; } = new(1, 1);

    /// <summary>When it is to be looked up anew whom it may see (a timestamp).</summary>
    public long SightDue { get; set; }

    /// <summary>True while that is being looked up.</summary>
    public bool Looking { get; set; }

    /// <summary>True once the session has ended.</summary>
    public bool IsOver { get; set; }

    public int Count => _told.Count;

    public IEnumerable<string> Users => _told.Keys;

    public bool Watches(string watched) => _told.ContainsKey(watched);

    /// <summary>Nothing is told of it before the session is answered.</summary>
    public void Add(string watched) => _told.TryAdd(watched, null);

    public bool Remove(string watched) => _told.Remove(watched);

    public void Clear() => _told.Clear();

    /// <summary>The session is answered with these lines.</summary>
    public void Answered(in PresenceLine line) => _told[line.User] = Told.Of(line);

    /// <summary>Tells the session what it does not know. False if that has to wait.</summary>
    /// <param name="push">What is to be seen, shared by all who see it.</param>
    public bool Tell(PresencePush push)
    {
        var news = Told.Of(push.Line);
        if (_told.GetValueOrDefault(push.Line.User) is not { } known || known == news)
        {
            return true;
        }

        if (!trySend(push))
        {
            return false;
        }

        _told[push.Line.User] = news;
        return true;
    }

    /// <summary>Of one who is there it makes no difference when it was seen.</summary>
    private readonly record struct Told(byte Classes, long LastSeen)
    {
        public static Told Of(in PresenceLine line) => new(line.Classes.Bits, line.Classes.IsEmpty ? line.LastSeen : 0);
    }
}
