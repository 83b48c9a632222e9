using System.Data.Common;
using System.Net;
using System.Net.Sockets;
using Orleans.Configuration;
using OrleansIm.Gateway;
using OrleansIm.Gateway.Auth;
using OrleansIm.Gateway.Observability;
using OrleansIm.Gateway.Options;
using OrleansIm.Gateway.Startup;
using OrleansIm.Grains;
using OrleansIm.Grains.Conversations;
using OrleansIm.Grains.Health;
using OrleansIm.Operators;
using OrleansIm.Storage.Migrations;
using OrleansIm.Storage.Postgres;
using OrleansIm.Storage.Redis;
using OrleansIm.Storage.Sqlite;

namespace OrleansIm.Silo.Startup;

/// <summary>A silo, with the gateway inside (all in one) or without (a cluster). This file is the list of its parts.</summary>
internal static class SiloServer
{
    public static async Task<WebApplication> BuildAsync(string[] args, StopSignals signals)
    {
        var builder = HostParts.CreateBuilder(args, signals);
        var settings = ServerSettings.Read(builder.Configuration);
        var front = settings.Front;
        Preflight.CheckDirectory(front.DataDirectory);
        var plan = settings.HasGateway ? front.Listeners() : front.HttpOnly();
        using (var preflight = new Preflight())
        {
            preflight.CheckPorts(plan);
            preflight.CheckPort("Orleans__SiloPort", new IPEndPoint(settings.Address, settings.SiloPort));
            preflight.CheckPort("Orleans__GatewayPort", new IPEndPoint(settings.Address, settings.GatewayPort));
        }

        builder.Services.AddSingleton(TimeProvider.System);
        if (settings.Cluster.Redis.Length > 0)
        {
            builder.Services.AddRedisSessionIndex(settings.Cluster.Redis, settings.Cluster.ServiceId);
        }

        builder.Services.AddImGrains();
        builder.Services.AddOptions<ConversationOptions>().Validate(
            static options => options.SmallAgainAt <= options.LargeAbove,
            "Conversations__LargeAbove: is below Conversations__SmallAgainAt: groups would change their fan-out all the time.");
        if (settings.HasGateway)
        {
            if (settings.Cluster.Redis.Length > 0)
            {
                builder.Services.AddSharedRates(settings.Cluster.Redis, settings.Cluster.ServiceId);
            }

            builder.Services.AddImGateway(front.DataDirectory);
            if (settings.Cluster.Clustering != Clustering.Localhost)
            {
                builder.Services.AddClusterFront();
            }
        }

        var console = builder.AddImConsole(settings.IsTrial ? front.DataDirectory : null);
        builder.AddImTelemetry("oim-silo");
        builder.Listen(plan);
        builder.Host.UseOrleans(silo =>
        {
            silo.UseIm(settings);
            silo.Configure<GrainCollectionOptions>(static options => options.CollectionAge = TimeSpan.FromMinutes(5));
            silo.CollectByASteadyClock();
            silo.Configure<GrainDirectoryOptions>(static options => options.CacheSize = 100_000);
            if (settings.Cluster.Postgres.Length > 0)
            {
                silo.AddPostgresStorage(settings.Cluster.Postgres);
                if (settings.Cluster.Clustering != Clustering.Localhost)
                {
                    silo.AddStorageWatch();
                }
            }
            else
            {
                silo.AddSqliteStorage(front.DataDirectory);
            }

            if (console && settings.HasDashboard)
            {
                silo.AddImDashboard();
            }
        });

        var app = builder.Build();
        signals.Stop(app.Lifetime);
        app.CheckOptions();
        PrivateData.Tighten(front.DataDirectory, app.Logger);
        if (console)
        {
            foreach (var pages in app.MapImConsole(settings.HasDashboard))
            {
                pages.ForOperators(plan);
            }
        }

        if (settings.HasGateway)
        {
            app.Services.GetRequiredService<SharedSecret>();
            app.MapImGateway();
        }
        else
        {
            var stopping = app.Lifetime.ApplicationStopping;
            app.MapHealth(() => stopping.IsCancellationRequested);
        }

        app.MapImTelemetry(plan);

        await MigrateAsync(app.Services, settings.Cluster.Postgres.Length > 0);
        if (settings.Cluster.Clustering == Clustering.Redis)
        {
            await RedisProbe.CheckAsync(settings.Cluster.Redis);
        }

        if (console)
        {
            await app.PrepareImConsoleAsync();
        }

        app.Lifetime.ApplicationStarted.Register(() => Banner.Print(settings, plan, console));
        return app;
    }

    private static async Task MigrateAsync(IServiceProvider services, bool onPostgres)
    {
        try
        {
            await services.GetRequiredService<IStorageMigrator>().MigrateAsync(CancellationToken.None);
        }
        catch (ArgumentException failure) when (onPostgres)
        {
            throw new SettingException(
                "Storage__Postgres", $"is no connection string such as {ClusterSettings.PostgresForm}: {failure.Message.ReplaceLineEndings(" ")}", failure);
        }
        catch (Exception failure) when (onPostgres && failure is DbException or SocketException)
        {
            throw new SettingException("Storage__Postgres", $"the database can't be used: {failure.Message.ReplaceLineEndings(" ")}", failure);
        }
        catch (DbException failure)
        {
            throw new SettingException("Data__Directory", $"the database in it can't be used: {failure.Message}", failure);
        }
    }
}
