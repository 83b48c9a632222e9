using System.Net;
using Orleans.Configuration;
using OrleansIm.Gateway.Links;
using OrleansIm.Gateway.Startup;
using OrleansIm.Grains.Leaving;

namespace OrleansIm.Silo.Startup;

/// <summary>A silo's place in its cluster.</summary>
internal static class ClusterMember
{
    public static void UseIm(this ISiloBuilder silo, ServerSettings settings)
    {
        var cluster = settings.Cluster;
        if (cluster.Clustering == Clustering.Localhost)
        {
            silo.UseLocalhostClustering(
                settings.SiloPort, settings.GatewayPort, serviceId: cluster.ServiceId, clusterId: cluster.ClusterId);
            silo.Configure<SiloMessagingOptions>(static options => options.ResponseTimeout = TimeSpan.FromSeconds(10));
            return;
        }

        silo.Configure<ClusterOptions>(options =>
        {
            options.ClusterId = cluster.ClusterId;
            options.ServiceId = cluster.ServiceId;
        });
        silo.ConfigureEndpoints(
            settings.Address, settings.SiloPort, settings.GatewayPort, listenOnAnyHostAddress: !IPAddress.IsLoopback(settings.Address));
        if (cluster.Clustering == Clustering.Redis)
        {
            silo.UseRedisClustering(cluster.Redis);
        }
        else
        {
            silo.UseAdoNetClustering(options =>
            {
                options.Invariant = "Npgsql";
                options.ConnectionString = cluster.Postgres;
            });
        }

        FailFast(silo);
    }

    /// <summary>
    /// With Orleans' defaults the conversations of a silo that died stand for 12 to 30 seconds, of one that hangs for a
    /// minute. These bring them back in a few seconds. What a silo wrongly taken for dead still writes, the log's epoch refuses.
    /// </summary>
    private static void FailFast(ISiloBuilder silo)
    {
        silo.Configure<ClusterMembershipOptions>(static options =>
        {
            options.ProbeTimeout = TimeSpan.FromSeconds(1);
            options.NumMissedProbesLimit = 3;
            options.TableRefreshTimeout = TimeSpan.FromSeconds(5);
            options.IAmAliveTablePublishTimeout = TimeSpan.FromSeconds(5);
            options.DeathVoteExpirationTimeout = TimeSpan.FromSeconds(30);

            // It spares a hung silo that others still hold connections to: for ever, if it hangs for ever.
            options.EnableConnectionLivenessCheck = false;
        });
        silo.Configure<SiloMessagingOptions>(static options =>
        {
            options.ResponseTimeout = TimeSpan.FromSeconds(3);

            // A gateway that died: its pushes must not queue up for a minute.
            options.ClientDropTimeout = TimeSpan.FromSeconds(5);

            // What this silo has passed on to others as it leaves is answered through it: a moment for that, before its connections end.
            options.WaitForMessageToBeQueuedForOutboundTime = TimeSpan.FromMilliseconds(300);
        });

        silo.Configure<SiloConnectionOptions>(static options =>
        {
            options.ConfigureSiloInboundConnection(static connection => connection.EndWhenLost());
            options.ConfigureSiloOutboundConnection(static connection => connection.EndWhenLost());
            options.ConfigureGatewayInboundConnection(static connection => connection.EndWhenLost());
        });
        silo.Services.AddSteadyLinks();
        silo.AddGradualLeave();

        // The default directory also takes down grains of healthy silos when one dies.
#pragma warning disable ORLEANSEXP003 // Experimental in name; measured to be the steadier one.
        silo.AddDistributedGrainDirectory();
#pragma warning restore ORLEANSEXP003
        silo.Configure<GrainDirectoryOptions>(static options => options.RangeLeaseDuration = TimeSpan.FromSeconds(4));
    }
}
