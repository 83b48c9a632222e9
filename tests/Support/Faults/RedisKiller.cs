using OrleansIm.Support.Campaigns;

namespace OrleansIm.Support.Faults;

/// <summary>kill -9 of Redis, and a start after a while without it.</summary>
public sealed class RedisKiller(RedisServer redis, TimeSpan away) : INemesis
{
    public string Name => redis.KeepsData ? "kill -9 of Redis" : "kill -9 of Redis, data lost";

    public async Task StrikeAsync(CancellationToken cancellation)
    {
        await redis.KillAsync();
        await Task.Delay(away, cancellation);
        await redis.StartAgainAsync();
    }
}
