using Microsoft.Extensions.Options;
using OrleansIm.Gateway.Options;
using OrleansIm.Gateway.Sessions;

namespace OrleansIm.Gateway.Rates;

/// <summary>How often each user may log in. Users at rest are forgotten, so the table stays as small as the present load.</summary>
internal sealed class LoginRates(ISharedRates shared, IOptions<LimitOptions> limits, TimeProvider time)
{
    private const int SweepAt = 10_000;

    private readonly Lock _gate = new();
    private readonly Dictionary<string, TokenBucket> _users = new(StringComparer.Ordinal);
    private int _sweepAt = SweepAt;

    /// <summary>First by what this gateway knows, then by what all of them know.</summary>
    public ValueTask<bool> TryTakeAsync(string user) => TryTake(user)
        ? shared.TryTakeAsync($"login:{user}", limits.Value.LoginsPerSecond, limits.Value.LoginBurst)
        : new ValueTask<bool>(false);

    /// <summary>By what this gateway knows.</summary>
    public bool TryTake(string user)
    {
        var now = time.GetTimestamp();
        lock (_gate)
        {
            if (!_users.TryGetValue(user, out var bucket))
            {
                bucket = new TokenBucket(limits.Value.LoginsPerSecond, limits.Value.LoginBurst);
            }

            var taken = bucket.TryTake(now, time.TimestampFrequency);
            _users[user] = bucket;
            if (_users.Count > _sweepAt)
            {
                Sweep(now);
            }

            return taken;
        }
    }

    private void Sweep(long now)
    {
        foreach (var (user, bucket) in _users)
        {
            if (bucket.IsFull(now, time.TimestampFrequency))
            {
                _users.Remove(user);
            }
        }

        _sweepAt = Math.Max(SweepAt, _users.Count * 2);
    }
}
