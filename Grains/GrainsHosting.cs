using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Orleans.Providers;
using OrleansIm.Domain.Users;
using OrleansIm.Grains.Calls;
using OrleansIm.Grains.Conversations;
using OrleansIm.Grains.Delivery;
using OrleansIm.Grains.Expiries;
using OrleansIm.Grains.Groups;
using OrleansIm.Grains.Operations;
using OrleansIm.Grains.People;
using OrleansIm.Grains.Push;
using OrleansIm.Grains.Schedules;
using OrleansIm.Grains.Search;
using OrleansIm.Grains.Users;
using OrleansIm.Storage.Media;
using OrleansIm.Storage.Presence;

namespace OrleansIm.Grains;

/// <summary>Everything the grains need beside storage, in one place.</summary>
public static class GrainsHosting
{
    public static IServiceCollection AddImGrains(this IServiceCollection services)
    {
        services.AddOptions<ConversationOptions>().BindConfiguration("Conversations").ValidateDataAnnotations().ValidateOnStart();
        services.AddOptions<GroupOptions>().BindConfiguration("Groups").ValidateDataAnnotations().ValidateOnStart();
        services.AddOptions<SessionPolicy>().BindConfiguration("Sessions").ValidateDataAnnotations().ValidateOnStart();
        services.AddOptions<CallOptions>().BindConfiguration("Calls").ValidateDataAnnotations().ValidateOnStart();
        services.AddOptions<ScheduleOptions>().BindConfiguration("Schedules").ValidateDataAnnotations().ValidateOnStart();
        services.AddOptions<SearchOptions>().BindConfiguration("Search").ValidateDataAnnotations().ValidateOnStart();
        services.AddSingleton<DeliveryMeter>();
        services.AddSingleton<GatewayOutboxes>();
        services.AddSingleton<SiloDeaths>();
        services.AddSingleton<ILifecycleParticipant<ISiloLifecycle>>(static provider => provider.GetRequiredService<SiloDeaths>());
        services.TryAddSingleton<ISessionIndex, NoSessionIndex>();
        services.TryAddSingleton<IMediaStore, CountedMedia>();
        services.TryAddSingleton<IPushSender, KeptPushes>();
        services.AddHostedService<CallSweep>();
        services.AddHostedService<ScheduleSweep>();
        services.AddHostedService<ExpirySweep>();
        services.AddSingleton<SearchIndexer>();
        services.AddSingleton<SearchDesk>();
        services.AddHostedService<SearchFollower>();
        services.AddSingleton<SessionWitnesses>();
        services.AddSingleton<GatewayWatch>();
        services.AddHostedService(static provider => provider.GetRequiredService<GatewayWatch>());
        services.AddSingleton<HotConversations>();
        services.AddSingleton<RulesBook>();
        services.AddKeyedSingleton<IControllable>(RulesBook.Control, static (provider, _) => provider.GetRequiredService<RulesBook>());
        services.AddSingleton<MuteList>();
        services.AddKeyedSingleton<IControllable>(MuteList.Control, static (provider, _) => provider.GetRequiredService<MuteList>());
        services.AddHostedService(static provider => provider.GetRequiredService<MuteList>());
        services.AddHostedService<SiloReporter>();
        services.AddSingleton<UserNotices>();
        services.AddSingleton<UserLanes>();
        services.AddHostedService(static provider => provider.GetRequiredService<UserLanes>());
        return services;
    }
}
