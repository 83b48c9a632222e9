using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using OrleansIm.Storage.Log;
using OrleansIm.Storage.Members;
using OrleansIm.Storage.Search;

namespace OrleansIm.Storage.Hosting;

/// <summary>What both engines put in front of their log.</summary>
public static class StorageServices
{
    /// <summary>Adds the group commit, the cursor writer and the desk for devices: the first with so many lanes unless the configuration says otherwise.</summary>
    public static IServiceCollection AddStorageWriters(this IServiceCollection services, int lanes)
    {
        services.AddOptions<LogAppenderOptions>()
            .Configure(options => options.Lanes = lanes)
            .BindConfiguration(LogAppenderOptions.Section)
            .ValidateDataAnnotations()
            .ValidateOnStart();
        services.AddOptions<CursorWriterOptions>()
            .BindConfiguration(CursorWriterOptions.Section)
            .ValidateDataAnnotations()
            .ValidateOnStart();
        services.AddOptions<DeviceOptions>()
            .BindConfiguration(DeviceOptions.Section)
            .ValidateDataAnnotations()
            .ValidateOnStart();
        services.TryAddSingleton(TimeProvider.System);
        services.AddSingleton<SearchFeed>();
        services.AddSingleton<LogAppender>();
        services.AddSingleton<CursorWriter>();
        services.AddSingleton<DeviceDesk>();
        services.AddSingleton<IHostedService>(provider => provider.GetRequiredService<LogAppender>());
        services.AddSingleton<IHostedService>(provider => provider.GetRequiredService<CursorWriter>());
        services.AddSingleton<IHostedService>(provider => provider.GetRequiredService<DeviceDesk>());
        return services;
    }
}
