using OrleansIm.Support.Campaigns;

namespace OrleansIm.Support.Faults;

/// <summary>
/// Redis forgets everything, then is killed and comes back with nothing. Where it holds the membership as well, that alone stays:
/// a cluster without it would be another one.
/// </summary>
public sealed class RedisEmptier(ClusterBed bed, TimeSpan away) : INemesis
{
    public string Name => bed.IsMembershipInRedis ? "Redis loses all but the membership" : "Redis is emptied, and comes back empty";

    public async Task StrikeAsync(CancellationToken cancellation)
    {
        var lost = bed.IsMembershipInRedis ? await bed.Redis.ForgetAsync(ClusterBed.Kept) : await bed.Redis.ForgetAsync(keep: null);
        if (lost == 0)
        {
            throw new InvalidOperationException("Redis was empty already: nobody was in the index of sessions.");
        }

        await Task.Delay(away, cancellation);
        if (!bed.IsMembershipInRedis)
        {
            await bed.Redis.KillAsync();
            bed.Redis.Empty();
            await Task.Delay(away, cancellation);
            await bed.Redis.StartAgainAsync();
        }
    }
}
