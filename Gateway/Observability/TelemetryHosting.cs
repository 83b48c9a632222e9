using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using OpenTelemetry.Logs;
using OpenTelemetry.Metrics;
using OpenTelemetry.Resources;
using OpenTelemetry.Trace;
using OrleansIm.Gateway.Startup;
using OrleansIm.Telemetry;

namespace OrleansIm.Gateway.Observability;

/// <summary>Sends metrics, traces and logs to a collector, and serves metrics for Prometheus. The same for both programs.</summary>
public static class TelemetryHosting
{
    /// <summary>Meters of ours, of Orleans, of the database driver, of the web server and of the runtime.</summary>
    private static readonly string[] Meters =
    [
        "OrleansIm.*", "Microsoft.Orleans", "Npgsql", "Microsoft.AspNetCore.Server.Kestrel", "System.Runtime",
    ];

    /// <param name="builder">The host.</param>
    /// <param name="service">What the process is called in traces and logs: <c>oim-gateway</c> or <c>oim-silo</c>.</param>
    /// <exception cref="Options.SettingException">A setting is wrong.</exception>
    public static void AddImTelemetry(this WebApplicationBuilder builder, string service)
    {
        var options = TelemetryOptions.Read(builder.Configuration);
        builder.Services.AddSingleton(options);
        if (options is { Otlp: "", Prometheus: false })
        {
            return;
        }

        var telemetry = builder.Services.AddOpenTelemetry()
            .ConfigureResource(resource => resource.AddService(
                service, serviceNamespace: "orleansim", serviceInstanceId: $"{Environment.MachineName}-{Environment.ProcessId}"))
            .WithMetrics(metrics => AddMetrics(metrics, options));
        if (options.Otlp.Length > 0)
        {
            var collector = new Uri(options.Otlp);
            telemetry.WithTracing(traces => AddTraces(traces, options, collector));
            builder.Logging.AddOpenTelemetry(logs =>
            {
                logs.IncludeFormattedMessage = true;
                logs.AddOtlpExporter(exporter => exporter.Endpoint = collector);
            });
        }
    }

    /// <summary>Serves <c>/metrics</c>, for operators only.</summary>
    public static void MapImTelemetry(this WebApplication app, ListenerPlan plan)
    {
        if (app.Services.GetRequiredService<TelemetryOptions>().Prometheus)
        {
            app.MapPrometheusScrapingEndpoint("/metrics").ForOperators(plan);
        }
    }

    private static void AddMetrics(MeterProviderBuilder metrics, TelemetryOptions options)
    {
        metrics.AddMeter(Meters);
        if (options.Prometheus)
        {
            metrics.AddPrometheusExporter();
        }

        if (options.Otlp.Length > 0)
        {
            metrics.AddOtlpExporter(exporter => exporter.Endpoint = new Uri(options.Otlp));
        }
    }

    private static void AddTraces(TracerProviderBuilder traces, TelemetryOptions options, Uri collector) => traces
        .SetSampler(new ParentBasedSampler(new OwnRootsSampler(options.Sampling)))
        .AddSource(Traces.Name, "Npgsql")
        .AddOtlpExporter(exporter => exporter.Endpoint = collector);
}
