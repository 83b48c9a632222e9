using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using OrleansIm.Gateway.Auth;
using OrleansIm.Gateway.Calls;
using OrleansIm.Gateway.Connections;
using OrleansIm.Gateway.Connections.Proxied;
using OrleansIm.Gateway.Conversations;
using OrleansIm.Gateway.Groups;
using OrleansIm.Gateway.Links;
using OrleansIm.Gateway.Messages;
using OrleansIm.Gateway.Node;
using OrleansIm.Gateway.Options;
using OrleansIm.Gateway.People;
using OrleansIm.Gateway.Presence;
using OrleansIm.Gateway.Rates;
using OrleansIm.Gateway.Schedules;
using OrleansIm.Gateway.Sessions;
using OrleansIm.Gateway.Startup;
using OrleansIm.Gateway.Upgrades;
using Polly;
using Polly.Retry;

namespace OrleansIm.Gateway;

/// <summary>Adds the client-facing side to any host that has an Orleans grain factory: a silo, or a client of a cluster.</summary>
public static class GatewayHosting
{
    /// <summary>What writing down and leaving the cluster may take once the clients are gone; the host's own default.</summary>
    private static readonly TimeSpan StopTimeout = TimeSpan.FromSeconds(30);

    public static IServiceCollection AddImGateway(this IServiceCollection services, string dataDirectory)
    {
        services.AddOptions<GatewayOptions>().BindConfiguration("Gateway");
        services.AddOptions<LimitOptions>().BindConfiguration("Limits").ValidateDataAnnotations().ValidateOnStart();
        services.AddSingleton<IValidateOptions<LimitOptions>, HeartbeatRule>();
        services.AddOptions<IceOptions>().BindConfiguration("Calls").ValidateDataAnnotations().ValidateOnStart();
        services.AddSingleton<IValidateOptions<IceOptions>, IceRule>();
        services.AddOptions<AuthOptions>().BindConfiguration("Auth");
        services.AddOptions<UpgradeOptions>().BindConfiguration("Upgrade");

        services.AddSingleton(provider =>
            new SharedSecret(provider.GetRequiredService<IOptions<AuthOptions>>(), dataDirectory));
        services.AddSingleton<SigningKeys>();
        services.AddSingleton<TokenValidator>();

        services.AddSingleton<GatewayMeter>();
        services.AddSingleton<ConnectionTable>();
        services.AddSingleton<ConnectionServices>();
        services.AddSingleton<ConnectionLife>();
        services.AddSingleton<TcpConnectionHandler>();
        services.AddSingleton<WebSocketEndpoint>();

        services.AddSingleton<LoginDesk>();
        services.TryAddSingleton<ISharedRates, NoSharedRates>();
        services.AddSingleton<LoginRates>();
        services.AddSingleton<UpgradePolicy>();
        services.AddSingleton<LostAnswers>();
        services.AddSingleton<SessionServices>();
        services.AddSingleton<SessionEndings>();
        services.AddSingleton<SessionTouch>();
        services.AddSingleton<GrainPages>();
        services.AddSingleton<RequestLookup>();
        services.AddSingleton<ConversationCalls>();
        services.AddSingleton<ChatCalls>();
        services.AddSingleton<OwnSettingsCalls>();
        services.AddSingleton<ScheduleCalls>();
        services.AddSingleton<CallCalls>();
        services.AddSingleton<IceServers>();
        services.AddSingleton<GroupCalls>();
        services.AddSingleton(Retries());
        services.AddSingleton(Routes.Build);

        services.AddSingleton<GatewayNode>();
        services.AddSingleton<PresenceCalls>();
        services.AddHostedSingleton<PresenceBoard>();
        services.AddHostedSingleton<LargeConversations>();
        services.AddHostedSingleton<AckFlusher>();
        services.AddHostedSingleton<SessionSweep>();
        services.AddSingleton<Draining>();
        services.AddHostedSingleton<UpgradeWatch>();
        services.AddHostedService<GatewayReporter>();
        services.AddHostedService<DrainService>();

        // Waiting for clients comes on top of what a host gives its parts to stop.
        services.AddOptions<HostOptions>().Configure<IOptions<LimitOptions>>(static (host, limits) =>
            host.ShutdownTimeout = StopTimeout + TimeSpan.FromSeconds(limits.Value.DrainSeconds));
        return services;
    }

    /// <summary>Limits that count for all gateways together, in Redis. To be called before <see cref="AddImGateway"/>.</summary>
    public static IServiceCollection AddSharedRates(this IServiceCollection services, string redis, string serviceId) =>
        services.AddSingleton<ISharedRates>(provider => new RedisRates(redis, serviceId, provider.GetRequiredService<ILogger<RedisRates>>()));

    /// <summary>For a gateway in a cluster: silos are other processes, and other gateways take its clients when it leaves.</summary>
    public static IServiceCollection AddClusterFront(this IServiceCollection services) => services
        .Configure<DrainOptions>(static options => options.HasOthers = true)
        .AddHostedService<SiloWatch>();

    /// <summary>Opens the client ports.</summary>
    public static void ListenForIm(this KestrelServerOptions kestrel, ListenerPlan plan)
    {
        kestrel.AddServerHeader = false;
        kestrel.Limits.MaxConcurrentUpgradedConnections = null;
        foreach (var http in plan.Http)
        {
            kestrel.Listen(http);
        }

        if (plan.Admin is { } admin)
        {
            kestrel.Listen(admin);
        }

        if (plan.Tcp is { } tcp)
        {
            kestrel.Listen(tcp, listener =>
            {
                listener.UseProxyProtocol(plan.Proxied);
                listener.UseConnectionHandler<TcpConnectionHandler>();
            });
        }

        if (plan.Tls is { } tls)
        {
            kestrel.Listen(tls, listener =>
            {
                listener.UseProxyProtocol(plan.Proxied);
                listener.UseHttps(https =>
                    (https.ServerCertificate, https.ServerCertificateChain) = (plan.Certificate!.Own, plan.Certificate.Issuers));
                listener.UseConnectionHandler<TcpConnectionHandler>();
            });
        }
    }

    /// <summary>WebSocket at <c>/ws</c>, health below <c>/health</c>.</summary>
    public static void MapImGateway(this WebApplication app)
    {
        var table = app.Services.GetRequiredService<ConnectionTable>();
        app.Use(ReasonedUpgrade.UseAsync);
        app.UseWebSockets(new WebSocketOptions { KeepAliveInterval = Timeout.InfiniteTimeSpan });
        app.Map("/ws", static (HttpContext context, WebSocketEndpoint endpoint) => endpoint.HandleAsync(context));
        app.MapHealth(() => table.IsDraining);
    }

    private static void UseProxyProtocol(this ListenOptions listener, ProxyRule? rule)
    {
        if (rule is not null)
        {
            var services = listener.ApplicationServices;
            listener.Use(next => new ProxyMiddleware(
                next, rule, services.GetRequiredService<TimeProvider>(), services.GetRequiredService<ILogger<ProxyMiddleware>>())
                .OnConnectionAsync);
        }
    }

    private static void AddHostedSingleton<T>(this IServiceCollection services)
        where T : class, IHostedService
    {
        services.AddSingleton<T>();
        services.AddHostedService(static provider => provider.GetRequiredService<T>());
    }

    /// <summary>For calls that are safe to repeat: some seconds of patience while a grain moves.</summary>
    private static ResiliencePipeline Retries() => new ResiliencePipelineBuilder()
        .AddRetry(new RetryStrategyOptions
        {
            MaxRetryAttempts = 6,
            Delay = TimeSpan.FromMilliseconds(50),
            MaxDelay = TimeSpan.FromSeconds(2),
            BackoffType = DelayBackoffType.Exponential,
            UseJitter = true,
        })
        .Build();
}
