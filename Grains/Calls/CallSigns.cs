namespace OrleansIm.Grains.Calls;

/// <summary>
/// When those who are in a call were last seen. Kept in memory only: where a call goes on after a crash everybody counts as seen then.
/// </summary>
internal sealed class CallSigns(TimeProvider time)
{
    /// <summary>Gateways show their devices every few seconds; who was not shown for so long is away.</summary>
    private static readonly TimeSpan AwayAfter = TimeSpan.FromSeconds(12);

    private readonly Dictionary<string, Sign> _signs = new(StringComparer.Ordinal);

    /// <summary>The user's device is there, in this session. True if it had been away.</summary>
    public bool See(string user, string session)
    {
        var wasAway = _signs.TryGetValue(user, out var sign) && sign.Away;
        _signs[user] = new Sign(session, time.GetTimestamp(), Away: false);
        return wasAway;
    }

    /// <summary>The session has ended. True if it is the one in which the user was last seen, so that it is away now.</summary>
    public bool Leave(string user, string session)
    {
        if (!_signs.TryGetValue(user, out var sign) || sign.Session != session || sign.Away)
        {
            return false;
        }

        _signs[user] = new Sign(session, time.GetTimestamp(), Away: true);
        return true;
    }

    /// <summary>Looks after one who is in: whether it is away since now, or has been for too long.</summary>
    public (bool IsNews, bool IsLost) Look(string user, TimeSpan patience)
    {
        if (!_signs.TryGetValue(user, out var sign))
        {
            See(user, string.Empty);
            return default;
        }

        var since = time.GetElapsedTime(sign.At);
        if (since > patience && (sign.Away || patience > AwayAfter))
        {
            return (false, true);
        }

        if (sign.Away || since <= AwayAfter)
        {
            return default;
        }

        _signs[user] = sign with { Away = true };
        return (true, false);
    }

    public void Forget() => _signs.Clear();

    private readonly record struct Sign(string Session, long At, bool Away);
}
