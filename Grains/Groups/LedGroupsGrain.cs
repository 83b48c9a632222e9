using Microsoft.Extensions.Logging;
using OrleansIm.Grains.Interfaces;
using OrleansIm.Grains.Interfaces.Groups;
using OrleansIm.Storage.Members;

namespace OrleansIm.Grains.Groups;

/// <summary>Shell around what is stored of a user's seats. Keeps nothing in memory: only old clients ask, once a login.</summary>
[GrainType("im.led")]
internal sealed class LedGroupsGrain(ISeatStore seats, ILogger<LedGroupsGrain> logger) : Grain, ILedGroupsGrain
{
    public ValueTask<LedGroups> PageAsync(string after, int limit)
    {
        var user = GrainKeys.NameOf(this.GetPrimaryKeyString());
        return Guard.RunAsync(
            logger,
            user,
            new LedGroups(ErrorCode.Busy, [], More: false),
            async () =>
            {
                var groups = await seats.LedByAsync(user, after, limit + 1, CancellationToken.None);
                return new LedGroups(ErrorCode.None, [.. groups.Take(limit)], groups.Count > limit);
            });
    }
}
