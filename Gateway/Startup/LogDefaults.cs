using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Configuration.Memory;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Console;
using OrleansIm.Gateway.Observability;

namespace OrleansIm.Gateway.Startup;

/// <summary>What is logged if nobody says otherwise. Any other source of settings (<c>Logging__LogLevel__...</c>) overrides it.</summary>
public static class LogDefaults
{
    /// <summary>Puts the calm console in the place of the framework's, which it writes to.</summary>
    private static void Calm(IServiceCollection services)
    {
        var console = services.Single(static service => service.ImplementationType == typeof(ConsoleLoggerProvider));
        services.Remove(console);
        services.AddSingleton<ILoggerProvider>(static provider =>
            new CalmConsole(ActivatorUtilities.CreateInstance<ConsoleLoggerProvider>(provider), TimeProvider.System));
    }

    /// <exception cref="Options.SettingException">A log level is none.</exception>
    public static void AddImLogging(this WebApplicationBuilder builder)
    {
        LogLevels.Check(builder.Configuration);
        builder.Logging.AddSimpleConsole(static console =>
        {
            console.SingleLine = true;
            console.TimestampFormat = "yyyy-MM-ddTHH:mm:ss.fffZ ";
            console.UseUtcTimestamp = true;
            console.ColorBehavior = LoggerColorBehavior.Disabled;
        });
        if (!string.Equals(builder.Configuration["Logging:Console:Calm"], "false", StringComparison.OrdinalIgnoreCase))
        {
            Calm(builder.Services);
        }

        // The base class of the witness tells each change of its part of the ring, which nobody here cares for, in the witness's name.
        // At every start the two classes of Orleans warn of things that are so by choice (no server GC) or not so at all (a
        // stalled watchdog).
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
                ["Logging:LogLevel:OrleansIm.Grains.Health.StorageWitness"] = "Warning",
            },
        });
    }
}
