using System.Collections.Concurrent;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using OrleansIm.Grains.Interfaces;
using OrleansIm.Grains.Interfaces.Gateways;
using OrleansIm.Grains.Interfaces.Hosting;
using OrleansIm.Grains.Interfaces.Users;

namespace OrleansIm.Grains.Delivery;

/// <summary>
/// Notices that a gateway has gone without a word: each silo asks the gateways on which its users have sessions whether they
/// are there. Without it the users would be thought online, and be pushed to in vain, until something else happened to them.
/// </summary>
internal sealed partial class GatewayWatch(
    IGrainFactory grains, IHostApplicationLifetime lifetime, TimeProvider time, ILogger<GatewayWatch> logger) : ServingService(lifetime)
{
    private const int MissesAllowed = 2;
    private const int AtOnce = 64;
    private static readonly TimeSpan Period = TimeSpan.FromSeconds(2);

    private readonly ConcurrentDictionary<string, WatchedGateway> _gateways = new(StringComparer.Ordinal);

    /// <summary>The user has a session there.</summary>
    public void Add(GatewayAddress gateway, string user)
    {
        while (true)
        {
            var watched = _gateways.GetOrAdd(gateway.Id, static (_, address) => new WatchedGateway(address), gateway);
            if (watched.TryAdd(user))
            {
                return;
            }

            // It was just given up: a new watch finds out anew.
            _gateways.TryRemove(new KeyValuePair<string, WatchedGateway>(gateway.Id, watched));
        }
    }

    /// <summary>The user has no session there any more.</summary>
    public void Remove(string gateway, string user)
    {
        if (_gateways.TryGetValue(gateway, out var watched))
        {
            watched.Remove(user);
        }
    }

    protected override async Task ServeAsync(CancellationToken stopping)
    {
        using var timer = new PeriodicTimer(Period, time);
        while (await timer.WaitForNextTickAsync(stopping))
        {
            foreach (var (id, gateway) in _gateways)
            {
                if (gateway.RetireIfEmpty())
                {
                    _gateways.TryRemove(new KeyValuePair<string, WatchedGateway>(id, gateway));
                }
                else if (gateway.BeginAsking())
                {
                    _ = AskAsync(gateway, stopping);
                }
            }
        }
    }

    private async Task AskAsync(WatchedGateway gateway, CancellationToken stopping)
    {
        try
        {
            await gateway.Address.Observer.PingAsync();
            gateway.Answered();
        }
        catch (Exception failure)
        {
            if (gateway.Missed() > MissesAllowed && !stopping.IsCancellationRequested)
            {
                var users = gateway.Retire();
                _gateways.TryRemove(new KeyValuePair<string, WatchedGateway>(gateway.Address.Id, gateway));
                LogGone(gateway.Address.Id, users.Count, failure.Message);
                await TellAsync(gateway.Address.Id, users);
            }
        }
    }

    private Task TellAsync(string gateway, IReadOnlyCollection<string> users) => Parallel.ForEachAsync(
        users,
        new ParallelOptions { MaxDegreeOfParallelism = AtOnce },
        async (user, _) =>
        {
            try
            {
                await grains.GetGrain<IUserInboxGrain>(GrainKeys.User(user)).GatewayGoneAsync(gateway);
            }
            catch (Exception failure)
            {
                // Its grain has moved, and has forgotten the sessions by that; or the next push finds out.
                LogNotTold(user, failure.Message);
            }
        });

    [LoggerMessage(3031, LogLevel.Warning, "Gateway {Gateway} is gone; {Users} users' sessions there have ended: {Reason}")]
    private partial void LogGone(string gateway, int users, string reason);

    [LoggerMessage(3032, LogLevel.Information, "User {User} could not be told that a gateway is gone: {Reason}")]
    private partial void LogNotTold(string user, string reason);
}
