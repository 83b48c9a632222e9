using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using OrleansIm.Gateway.Observability;
using OrleansIm.Gateway.Options;

namespace OrleansIm.Gateway.Startup;

/// <summary>The gateway as a program of its own: client ports and a client of the cluster, no grains. This file is the list of its parts.</summary>
internal static class GatewayServer
{
    public static WebApplication Build(string[] args, StopSignals signals)
    {
        var builder = HostParts.CreateBuilder(args, signals);
        var cluster = ClusterSettings.Read(builder.Configuration);
        var front = FrontSettings.Read(builder.Configuration);
        if (front.Keys == TokenKeys.Made)
        {
            throw new SettingException(
                "Auth__Key", "is empty, and so are Auth__Authority and Auth__Jwks: the gateways of a cluster must accept the same tokens.");
        }

        Preflight.CheckDirectory(front.DataDirectory);
        var plan = front.Listeners();
        using (var preflight = new Preflight())
        {
            preflight.CheckPorts(plan);
        }

        builder.Services.AddSingleton(TimeProvider.System);
        if (cluster.Redis.Length > 0)
        {
            builder.Services.AddSharedRates(cluster.Redis, cluster.ServiceId);
        }

        builder.Services.AddImGateway(front.DataDirectory);
        builder.Services.AddClusterFront();
        builder.AddImTelemetry("oim-gateway");
        builder.Listen(plan);
        builder.Host.UseOrleansClient(client => client.UseIm(cluster));

        var app = builder.Build();
        signals.Stop(app.Lifetime);
        app.CheckOptions();
        PrivateData.Tighten(front.DataDirectory, app.Logger);
        app.MapImGateway();
        app.MapImTelemetry(plan);
        return app;
    }
}
