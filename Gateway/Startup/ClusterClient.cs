using Microsoft.Extensions.Hosting;
using Orleans.Configuration;
using OrleansIm.Gateway.Links;

namespace OrleansIm.Gateway.Startup;

/// <summary>A gateway's way into the cluster.</summary>
internal static class ClusterClient
{
    public static IClientBuilder UseIm(this IClientBuilder client, ClusterSettings settings)
    {
        switch (settings.Clustering)
        {
            case Clustering.Redis:
                client.UseRedisClustering(settings.Redis);
                break;
            case Clustering.Postgres:
                client.UseAdoNetClustering(options =>
                {
                    options.Invariant = "Npgsql";
                    options.ConnectionString = settings.Postgres;
                });
                break;
            default:
                throw new Options.SettingException("Cluster__Membership", "a gateway needs a cluster: say redis or postgres.");
        }

        client.Configure<ClusterOptions>(options =>
        {
            options.ClusterId = settings.ClusterId;
            options.ServiceId = settings.ServiceId;
        });

        // A silo that died is to be noticed in seconds: callers try again within their bound meanwhile.
        client.Configure<GatewayOptions>(static options => options.GatewayListRefreshPeriod = TimeSpan.FromSeconds(2));
        // The bound of a call that nobody answers while all connections stand, as with a silo that hangs.
        client.Configure<ClientMessagingOptions>(static options => options.ResponseTimeout = TimeSpan.FromSeconds(3));

        client.Configure<ClientConnectionOptions>(static options => options.ConfigureConnection(static connection =>
        {
            connection.EndWhenLost();
            LostAnswers.Watch(connection);
        }));
        client.Services.AddSteadyLinks();

        // Silos may come later than gateways: until then this one is not ready, and says nothing worse.
        return client.UseConnectionRetryFilter<ClusterPatience>();
    }
}
