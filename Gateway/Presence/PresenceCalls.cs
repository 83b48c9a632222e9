using OrleansIm.Gateway.Messages;
using OrleansIm.Grains.Interfaces;
using OrleansIm.Grains.Interfaces.Gateways;
using OrleansIm.Grains.Interfaces.People;
using OrleansIm.Grains.Interfaces.Presence;
using Polly;

namespace OrleansIm.Gateway.Presence;

/// <summary>What this gateway asks of grains about who is there: so many questions at once, however many users somebody watches.</summary>
internal sealed class PresenceCalls(IGrainFactory grains, ResiliencePipeline retries)
{
    private const int AtOnce = 64;

    /// <summary>Users whom one question is about.</summary>
    private const int Page = 200;

    private readonly SemaphoreSlim _room = new(AtOnce, AtOnce);

    /// <summary>Set by the node, which can be reached only once Orleans runs.</summary>
    public Lazy<GatewayAddress> Address { get; set; } = new(static () => throw new InvalidOperationException("The node has not started."));

    /// <summary>How the user stands; it tells this gateway of changes for so long from now on.</summary>
    /// <param name="user">Who.</param>
    /// <param name="term">How long.</param>
    /// <param name="patient">True to try again within a bound; else a failure is the caller's to deal with.</param>
    public async Task<PresenceFacts> WatchAsync(string user, TimeSpan term, bool patient)
    {
        var grain = grains.GetGrain<IUserPresenceGrain>(GrainKeys.User(user));
        await _room.WaitAsync();
        try
        {
            return patient
                ? await retries.ExecuteAsync(
                    static async (call, _) => await call.grain.WatchAsync(call.address, call.seconds),
                    (grain, address: Address.Value, seconds: (int)term.TotalSeconds))
                : await grain.WatchAsync(Address.Value, (int)term.TotalSeconds);
        }
        finally
        {
            _room.Release();
        }
    }

    /// <summary>For each of the users when it was last there as far as the storage knows, or -1 if the viewer may not see it.</summary>
    /// <exception cref="BusyException">That can't be told at the moment.</exception>
    public async Task<IReadOnlyList<long>> SightAsync(string viewer, IReadOnlyList<string> users)
    {
        var grain = grains.GetGrain<IPeopleGrain>(GrainKeys.User(viewer));
        var seen = new List<long>(users.Count);
        foreach (var page in users.Chunk(Page))
        {
            seen.AddRange(await retries.ExecuteAsync(
                static async (call, _) =>
                {
                    var sight = await call.grain.SightAsync(call.page);
                    BusyException.ThrowIf(sight.Code);
                    return sight.LastSeen;
                },
                (grain, page)));
        }

        return seen;
    }
}
