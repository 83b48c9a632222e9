using System.Net;
using System.Net.Sockets;
using System.Threading.RateLimiting;

namespace OrleansIm.Operators.Security;

/// <summary>
/// How often somebody may give a wrong password: ten times, then once in ten seconds for each address (IPv6: each /64), counted by
/// this silo alone. A right one uses up no try, since behind a proxy all operators come from one address; but where none is left it is
/// not looked at either, since else guessing would go on. And only two passwords are checked at a time, since each takes a processor
/// for a tenth of a second.
/// </summary>
internal sealed class LoginGate : IDisposable
{
    private readonly PartitionedRateLimiter<IPAddress?> _tries = PartitionedRateLimiter.Create<IPAddress?, string>(
        static address => RateLimitPartition.GetTokenBucketLimiter(NetworkOf(address), static _ => new TokenBucketRateLimiterOptions
        {
            TokenLimit = 10,
            TokensPerPeriod = 1,
            ReplenishmentPeriod = TimeSpan.FromSeconds(10),
            QueueLimit = 0,
        }));

    private readonly ConcurrencyLimiter _checks = new(new ConcurrencyLimiterOptions { PermitLimit = 2, QueueLimit = 16 });

    /// <summary>Null if the address has tried too often, or too many others are trying; otherwise to be disposed of after the check.</summary>
    public async ValueTask<IDisposable?> EnterAsync(IPAddress? address, CancellationToken cancellation)
    {
        var check = await _checks.AcquireAsync(1, cancellation);
        if (check.IsAcquired)
        {
            // Looked at only now: those who waited see what went wrong before them. An address without statistics is a new one.
            if (_tries.GetStatistics(address) is not { CurrentAvailablePermits: <= 0 })
            {
                return check;
            }
        }

        check.Dispose();
        return null;
    }

    /// <summary>The password was wrong: one try less.</summary>
    public void Refused(IPAddress? address) => _tries.AttemptAcquire(address).Dispose();

    public void Dispose()
    {
        _tries.Dispose();
        _checks.Dispose();
    }

    private static string NetworkOf(IPAddress? address) => address switch
    {
        null => string.Empty,
        { IsIPv4MappedToIPv6: true } => address.MapToIPv4().ToString(),
        { AddressFamily: AddressFamily.InterNetworkV6 } => Convert.ToHexString(address.GetAddressBytes().AsSpan(0, 8)),
        _ => address.ToString(),
    };
}
