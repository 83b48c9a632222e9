using System.Data.Common;
using System.Net;
using System.Net.Sockets;
using Orleans.Configuration;
using OrleansIm.Gateway;
using OrleansIm.Gateway.Auth;
using OrleansIm.Gateway.Options;
using OrleansIm.Gateway.Startup;
using OrleansIm.Grains;
using OrleansIm.Storage.Migrations;
using OrleansIm.Storage.Postgres;
using OrleansIm.Storage.Sqlite;

namespace OrleansIm.Silo.Startup;

/// <summary>A silo, with the gateway inside (all in one) or without (a cluster). This file is the list of its parts.</summary>
internal static class SiloServer
{
    public static async Task<WebApplication> BuildAsync(string[] args)
    {
        // Settings are read once. Watching for changes of them would mean watching the whole folder, the database in it included:
        // an event for every write.
        var builder = WebApplication.CreateBuilder(["--hostBuilder:reloadConfigOnChange=false", .. args]);
        var settings = ServerSettings.Read(builder.Configuration);
        var front = settings.Front;
        Preflight.CheckDirectory(front.DataDirectory);
        var plan = settings.HasGateway ? front.Listeners() : front.HttpOnly();
        Preflight.CheckPorts(plan);
        Preflight.CheckPort("Orleans__SiloPort", new IPEndPoint(settings.Address, settings.SiloPort));
        Preflight.CheckPort("Orleans__GatewayPort", new IPEndPoint(settings.Address, settings.GatewayPort));

        builder.WebHost.UseSetting(WebHostDefaults.ServerUrlsKey, string.Empty);
        builder.Services.AddSingleton(TimeProvider.System);
        builder.Services.AddImGrains();
        if (settings.HasGateway)
        {
            builder.Services.AddImGateway(front.DataDirectory);
            if (settings.Cluster.Clustering != Clustering.Localhost)
            {
                builder.Services.AddSiloWatch();
            }
        }

        builder.WebHost.ConfigureKestrel(kestrel => kestrel.ListenForIm(plan));

        // What a read leads to is short and never blocks, so it runs where the bytes arrived: a tenth of the CPU per message.
        builder.WebHost.UseSockets(static sockets => sockets.UnsafePreferInlineScheduling = true);
        builder.Host.UseOrleans(silo =>
        {
            silo.UseIm(settings);
            silo.Configure<GrainCollectionOptions>(static options => options.CollectionAge = TimeSpan.FromMinutes(5));
            silo.Configure<GrainDirectoryOptions>(static options => options.CacheSize = 100_000);
            if (settings.Cluster.Postgres.Length > 0)
            {
                silo.AddPostgresStorage(settings.Cluster.Postgres);
            }
            else
            {
                silo.AddSqliteStorage(front.DataDirectory);
            }
        });
        builder.AddImLogging();

        var app = builder.Build();
        if (settings.HasGateway)
        {
            app.Services.GetRequiredService<SharedSecret>();
            app.MapImGateway();
        }
        else
        {
            SiloHealth.Map(app);
        }

        await MigrateAsync(app.Services, settings.Cluster.Postgres.Length > 0);
        app.Lifetime.ApplicationStarted.Register(() => Banner.Print(settings, plan));
        return app;
    }

    private static async Task MigrateAsync(IServiceProvider services, bool onPostgres)
    {
        try
        {
            await services.GetRequiredService<IStorageMigrator>().MigrateAsync(CancellationToken.None);
        }
        catch (Exception failure) when (onPostgres && failure is DbException or SocketException or ArgumentException)
        {
            throw new SettingException("Storage__Postgres", $"the database can't be used: {failure.Message.ReplaceLineEndings(" ")}", failure);
        }
        catch (DbException failure)
        {
            throw new SettingException("Data__Directory", $"the database in it can't be used: {failure.Message}", failure);
        }
    }
}
