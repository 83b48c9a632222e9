namespace OrleansIm.Gateway.Sessions;

/// <summary>
/// Asks a user's grain whether it still knows a session and pushes to it: how a session finds out that its user has moved, or
/// that pushes were missed.
/// </summary>
internal sealed class SessionTouch(TimeProvider time)
{
    public async Task TouchAsync(ClientSession session)
    {
        var wasLive = session.Deliveries.IsLive;
        session.TouchedAt = time.GetTimestamp();
        try
        {
            var standing = await session.User.TouchAsync(session.Facts.Session);
            if (standing.Code == ErrorCode.Busy)
            {
                session.TouchedAt = 0;
                return;
            }

            session.Rev = Math.Max(session.Rev, standing.Rev);
            if (!session.OwnEvents.AreIn(standing.Rev, time))
            {
                // The grain was asked before it heard of the session's own entries.
                session.TouchedAt = 0;
            }

            if (!standing.Known || (wasLive && !standing.Live))
            {
                session.Deliveries.Resync(standing.Known ? "pushes were lost" : "its user's grain has moved");
            }
        }
        catch (Exception failure) when (failure is TimeoutException or Orleans.Runtime.OrleansException)
        {
            // Nothing is lost by not knowing; whoever beats next asks again.
            session.TouchedAt = 0;
        }
    }
}
