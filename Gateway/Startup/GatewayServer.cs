using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using OrleansIm.Gateway.Options;

namespace OrleansIm.Gateway.Startup;

/// <summary>The gateway as a program of its own: client ports and a client of the cluster, no grains. This file is the list of its parts.</summary>
internal static class GatewayServer
{
    public static WebApplication Build(string[] args)
    {
        // Settings are read once; see the silo.
        var builder = WebApplication.CreateBuilder(["--hostBuilder:reloadConfigOnChange=false", .. args]);
        var cluster = ClusterSettings.Read(builder.Configuration);
        var front = FrontSettings.Read(builder.Configuration);
        if (front.MakesItsKey)
        {
            throw new SettingException(
                "Auth__Key", "is empty, and so are Auth__Authority and Auth__Jwks: the gateways of a cluster must accept the same tokens.");
        }

        Preflight.CheckDirectory(front.DataDirectory);
        var plan = front.Listeners();
        Preflight.CheckPorts(plan);

        builder.WebHost.UseSetting(WebHostDefaults.ServerUrlsKey, string.Empty);
        builder.Services.AddSingleton(TimeProvider.System);
        builder.Services.AddImGateway(front.DataDirectory);
        builder.Services.AddSiloWatch();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.ListenForIm(plan));
        builder.WebHost.UseSockets(static sockets => sockets.UnsafePreferInlineScheduling = true);
        builder.Host.UseOrleansClient(client => client.UseIm(cluster));
        builder.AddImLogging();

        var app = builder.Build();
        app.MapImGateway();
        return app;
    }
}
