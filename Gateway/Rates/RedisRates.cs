using Microsoft.Extensions.Logging;
using StackExchange.Redis;

namespace OrleansIm.Gateway.Rates;

/// <summary>
/// Shared limits in Redis, by its clock: per key the theoretical arrival time of the next token (the generic cell rate
/// algorithm), which expires when it has no memory of the past left. When Redis is away nobody is refused for it.
/// </summary>
internal sealed partial class RedisRates(string connection, string serviceId, ILogger<RedisRates> logger) : ISharedRates, IAsyncDisposable
{
    private const int PatienceMilliseconds = 500;

    private const string Script = """
        local t = redis.call('TIME')
        local now = t[1] * 1000 + t[2] / 1000
        local interval = tonumber(ARGV[1])
        local tat = tonumber(redis.call('GET', KEYS[1]) or now)
        if tat < now then tat = now end
        if tat + interval - tonumber(ARGV[2]) * interval > now then return 0 end
        redis.call('SET', KEYS[1], tat + interval, 'PX', math.ceil(tat + interval - now) + 1)
        return 1
        """;

    private readonly Lazy<Task<ConnectionMultiplexer>> _redis = new(() => ConnectAsync(connection));
    private int _away;

    public async ValueTask<bool> TryTakeAsync(string key, int perSecond, int burst)
    {
        try
        {
            var redis = await _redis.Value;
            var taken = (int)await redis.GetDatabase().ScriptEvaluateAsync(
                Script, [$"{serviceId}:rate:{key}"], [1000d / perSecond, burst]);
            if (Interlocked.Exchange(ref _away, 0) != 0)
            {
                LogBack();
            }

            return taken == 1;
        }
        catch (Exception failure) when (failure is RedisException or TimeoutException)
        {
            if (Interlocked.Exchange(ref _away, 1) == 0)
            {
                LogAway(failure.Message);
            }

            return true;
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (_redis.IsValueCreated)
        {
            await (await _redis.Value).DisposeAsync();
        }
    }

    private static async Task<ConnectionMultiplexer> ConnectAsync(string connection)
    {
        var options = ConfigurationOptions.Parse(connection);
        options.AbortOnConnectFail = false;
        options.AsyncTimeout = PatienceMilliseconds;

        // A login must not wait for a Redis that is away.
        options.BacklogPolicy = BacklogPolicy.FailFast;
        return await ConnectionMultiplexer.ConnectAsync(options);
    }

    [LoggerMessage(2301, LogLevel.Warning, "Limits shared by gateways can't be asked for in Redis; each gateway's own go on: {Reason}")]
    private partial void LogAway(string reason);

    [LoggerMessage(2302, LogLevel.Information, "Limits shared by gateways are in force again")]
    private partial void LogBack();
}
