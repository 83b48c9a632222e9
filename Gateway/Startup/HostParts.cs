using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;

namespace OrleansIm.Gateway.Startup;

/// <summary>What both programs do with their host.</summary>
public static class HostParts
{
    /// <summary>A host with its logging; its settings are read once.</summary>
    /// <param name="args">The command line.</param>
    /// <param name="signals">What stops it.</param>
    /// <exception cref="Options.SettingException">Something is wrong with an argument or a log level.</exception>
    public static WebApplicationBuilder CreateBuilder(string[] args, StopSignals signals)
    {
        Arguments.Check(args);

        // Watching for changes of settings would mean watching the whole folder, the database in it included: an event for
        // every write.
        var builder = WebApplication.CreateBuilder(["--hostBuilder:reloadConfigOnChange=false", .. args]);
        builder.AddImLogging();
        builder.Services.AddSingleton<IHostLifetime>(signals);
        return builder;
    }

    /// <summary>Listens where the plan says and nowhere else.</summary>
    public static void Listen(this WebApplicationBuilder builder, ListenerPlan plan)
    {
        // The plan has the URLs already. Seen again, the server would warn that it doesn't follow them; .NET's container images
        // set ports, too. An empty value would make it fall back on the environment, so this is a list without entries. A source
        // of its own, because a value set by code is lost as soon as anything adds another source.
        builder.Configuration.AddInMemoryCollection(new Dictionary<string, string?>
        {
            [WebHostDefaults.ServerUrlsKey] = ";",
            [WebHostDefaults.HttpPortsKey] = string.Empty,
            [WebHostDefaults.HttpsPortsKey] = string.Empty,
        });
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.ListenForIm(plan));

        // What a read leads to is short and never blocks, so it runs where the bytes arrived: a tenth of the CPU per message.
        builder.WebHost.UseSockets(static sockets => sockets.UnsafePreferInlineScheduling = true);
    }

    /// <summary>Looks at all options now: left to the host's start, what is wrong would be logged with its stack as well.</summary>
    public static void CheckOptions(this WebApplication app)
    {
        app.Services.GetService<IStartupValidator>()?.Validate();
        StraySettings.Report(app.Configuration, app.Logger);
    }
}
