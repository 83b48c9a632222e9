using Microsoft.Extensions.DependencyInjection;
using OrleansIm.Storage.Log;
using OrleansIm.Storage.Members;

namespace OrleansIm.Storage;

/// <summary>What every engine needs around its log and member store.</summary>
public static class StorageHosting
{
    public static IServiceCollection AddStorageWriters(this IServiceCollection services)
    {
        services.AddOptions<LogAppenderOptions>().BindConfiguration("Appender").ValidateDataAnnotations().ValidateOnStart();
        services.AddSingleton<LogAppender>();
        services.AddSingleton<CursorWriter>();
        services.AddHostedService(static provider => provider.GetRequiredService<LogAppender>());
        services.AddHostedService(static provider => provider.GetRequiredService<CursorWriter>());
        return services;
    }
}
