using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using OrleansIm.Storage.Presence;
using OrleansIm.Storage.Redis.Presence;

namespace OrleansIm.Storage.Redis;

/// <summary>What a silo keeps in Redis: nothing that can't be made again.</summary>
public static class RedisStorage
{
    /// <param name="services">The host's services.</param>
    /// <param name="connection">As StackExchange.Redis reads it. Redis need not be there when the process starts.</param>
    /// <param name="serviceId">First part of all keys.</param>
    public static IServiceCollection AddRedisSessionIndex(this IServiceCollection services, string connection, string serviceId)
    {
        services.AddSingleton(provider => new RedisSessionIndex(
            connection, serviceId, provider.GetRequiredService<TimeProvider>(), provider.GetRequiredService<ILogger<RedisSessionIndex>>()));
        services.AddSingleton<ISessionIndex>(static provider => provider.GetRequiredService<RedisSessionIndex>());
        services.AddSingleton<IHostedService>(static provider => provider.GetRequiredService<RedisSessionIndex>());
        return services;
    }
}
