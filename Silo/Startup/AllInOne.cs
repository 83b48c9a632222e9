using System.Data.Common;
using System.Net.Sockets;
using Microsoft.Extensions.Configuration.Memory;
using Microsoft.Extensions.Logging.Console;
using Orleans.Configuration;
using OrleansIm.Gateway;
using OrleansIm.Gateway.Auth;
using OrleansIm.Gateway.Options;
using OrleansIm.Grains;
using OrleansIm.Storage.Migrations;
using OrleansIm.Storage.Postgres;
using OrleansIm.Storage.Sqlite;

namespace OrleansIm.Silo.Startup;

/// <summary>The all-in-one server: a silo with the gateway inside. This file is the list of its parts.</summary>
internal static class AllInOne
{
    public static async Task<WebApplication> BuildAsync(string[] args)
    {
        // Settings are read once. Watching for changes of them would mean watching the whole folder, the database in it included:
        // an event for every write.
        var builder = WebApplication.CreateBuilder(["--hostBuilder:reloadConfigOnChange=false", .. args]);
        var settings = ServerSettings.Read(builder.Configuration);
        Preflight.CheckDirectory(settings.DataDirectory);
        var plan = settings.Listeners();
        Preflight.CheckPorts(settings, plan);

        builder.WebHost.UseSetting(WebHostDefaults.ServerUrlsKey, string.Empty);
        builder.Services.AddSingleton(TimeProvider.System);
        builder.Services.AddImGrains();
        builder.Services.AddImGateway(settings.DataDirectory);
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.ListenForIm(plan));

        // What a read leads to is short and never blocks, so it runs where the bytes arrived: a tenth of the CPU per message.
        builder.WebHost.UseSockets(static sockets => sockets.UnsafePreferInlineScheduling = true);
        builder.Host.UseOrleans(silo =>
        {
            silo.UseLocalhostClustering(settings.SiloPort, settings.GatewayPort, serviceId: "orleansim", clusterId: "orleansim");
            silo.Configure<GrainCollectionOptions>(static options => options.CollectionAge = TimeSpan.FromMinutes(5));
            silo.Configure<GrainDirectoryOptions>(static options => options.CacheSize = 100_000);
            silo.Configure<SiloMessagingOptions>(static options => options.ResponseTimeout = TimeSpan.FromSeconds(10));
            if (settings.Postgres.Length > 0)
            {
                silo.AddPostgresStorage(settings.Postgres);
            }
            else
            {
                silo.AddSqliteStorage(settings.DataDirectory);
            }
        });
        Log(builder);

        var app = builder.Build();
        app.Services.GetRequiredService<SharedSecret>();
        await MigrateAsync(app.Services, settings);
        app.MapImGateway();
        app.Lifetime.ApplicationStarted.Register(() => Banner.Print(settings, plan));
        return app;
    }

    private static async Task MigrateAsync(IServiceProvider services, ServerSettings settings)
    {
        try
        {
            await services.GetRequiredService<IStorageMigrator>().MigrateAsync(CancellationToken.None);
        }
        catch (Exception failure) when (settings.Postgres.Length > 0 && failure is DbException or SocketException or ArgumentException)
        {
            throw new SettingException("Storage__Postgres", $"the database can't be used: {failure.Message.ReplaceLineEndings(" ")}", failure);
        }
        catch (DbException failure)
        {
            throw new SettingException("Data__Directory", $"the database in it can't be used: {failure.Message}", failure);
        }
    }

    private static void Log(WebApplicationBuilder builder)
    {
        builder.Logging.AddSimpleConsole(static console =>
        {
            console.SingleLine = true;
            console.TimestampFormat = "yyyy-MM-ddTHH:mm:ss.fffZ ";
            console.UseUtcTimestamp = true;
            console.ColorBehavior = LoggerColorBehavior.Disabled;
        });

        // Defaults that any other source of settings overrides. At every start the two classes of Orleans warn of things that
        // are so by choice (no server GC) or not so at all (a stalled watchdog).
        ((IConfigurationBuilder)builder.Configuration).Sources.Insert(0, new MemoryConfigurationSource
        {
            InitialData = new Dictionary<string, string?>
            {
                ["Logging:LogLevel:Orleans"] = "Warning",
                ["Logging:LogLevel:Orleans.Runtime.Silo"] = "Error",
                ["Logging:LogLevel:Orleans.Runtime.Watchdog"] = "Error",
                ["Logging:LogLevel:Microsoft"] = "Warning",
                ["Logging:LogLevel:Polly"] = "Warning",
                ["Logging:LogLevel:OrleansIm"] = "Information",
            },
        });
    }
}
