using System.Diagnostics;
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
        // After a fault before this one the index may not be there again yet.
        var patience = Stopwatch.StartNew();
        while (await bed.Redis.ForgetAsync(bed.IsMembershipInRedis ? ClusterBed.Kept : null) == 0)
        {
            if (patience.Elapsed > TimeSpan.FromMinutes(2))
            {
                throw new InvalidOperationException("Redis was empty already: nobody was in the index of sessions.");
            }

            await Task.Delay(100, cancellation);
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
