using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using OrleansIm.Gateway.Connections;
using OrleansIm.Gateway.Links;
using OrleansIm.Gateway.Presence;
using OrleansIm.Gateway.Sessions;
using OrleansIm.Grains.Interfaces.Hosting;

namespace OrleansIm.Gateway.Node;

/// <summary>
/// Notices that a silo has gone. The users' grains that lived there have forgotten their sessions, and conversations may have
/// died before they told their members of the last entries: every session of this gateway asks its user's grain how it
/// stands, and catches up if need be, instead of waiting for the client's next heartbeat.
/// </summary>
internal sealed partial class SiloWatch(
    IGrainFactory grains, ConnectionTable connections, SessionTouch touch, PresenceBoard presence, LostAnswers answers, IHostApplicationLifetime lifetime, TimeProvider time,
    ILogger<SiloWatch> logger) : ServingService(lifetime)
{
    private const int AtOnce = 64;
    private static readonly TimeSpan Period = TimeSpan.FromSeconds(1);

    // Silos learn of a death one after another: who is asked too early answers that all is well.
    private static readonly TimeSpan AskAgainFor = TimeSpan.FromSeconds(8);

    // A push that was on its way to this gateway by the silo that has gone is known to be lost only when its call has timed out, on
    // a busy machine more than once.
    private static readonly TimeSpan[] Later = [TimeSpan.FromSeconds(15), TimeSpan.FromSeconds(30)];

    protected override async Task ServeAsync(CancellationToken stopping)
    {
        using var timer = new PeriodicTimer(Period, time);
        HashSet<SiloAddress> known = [];
        long? lostAt = null;
        var askedAt = TimeSpan.Zero;
        while (await timer.WaitForNextTickAsync(stopping))
        {
            if (await LookAsync() is { } now)
            {
                if (!known.IsSubsetOf(now))
                {
                    LogGone(known.Except(now).Count(), now.Count);
                    (lostAt, askedAt) = (time.GetTimestamp(), TimeSpan.Zero);
                    presence.RenewSoon();
                    answers.Tell();
                }

                known = now;
            }

            if (lostAt is { } at)
            {
                var since = time.GetElapsedTime(at);
                if (IsToAsk(since, askedAt))
                {
                    askedAt = since;
                    await TouchAllAsync(stopping);
                }

                lostAt = since < Later[^1] ? at : null;
            }
        }
    }

    /// <summary>Whether sessions ask so long after a silo has gone, if they did last at <paramref name="before"/>.</summary>
    internal static bool IsToAsk(TimeSpan since, TimeSpan before) =>
        since < AskAgainFor || Later.Any(late => before < late && since >= late);

    /// <summary>The silos that are active; null if none could say.</summary>
    private async Task<HashSet<SiloAddress>?> LookAsync()
    {
        try
        {
            return [.. (await grains.GetGrain<IManagementGrain>(0).GetHosts(onlyActive: true)).Keys];
        }
        catch (Exception failure)
        {
            // Also what the silo's membership table throws while it is away, of types that do not cross over: never a reason to end.
            LogUnanswered(failure);
            return null;
        }
    }

    private Task TouchAllAsync(CancellationToken cancellation) => Parallel.ForEachAsync(
        connections.All.Select(static connection => connection.Session).OfType<ClientSession>(),
        new ParallelOptions { MaxDegreeOfParallelism = AtOnce, CancellationToken = cancellation },
        async (session, _) => await touch.TouchAsync(session));

    [LoggerMessage(2231, LogLevel.Warning, "{Gone} silos are gone, {Left} are left: all sessions ask how they stand")]
    private partial void LogGone(int gone, int left);

    [LoggerMessage(2232, LogLevel.Information, "No silo said who is there")]
    private partial void LogUnanswered(Exception failure);
}
