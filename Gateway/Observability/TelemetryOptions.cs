using Microsoft.Extensions.Configuration;
using OrleansIm.Gateway.Options;

namespace OrleansIm.Gateway.Observability;

/// <summary>What leaves the process about its work: settings <c>Telemetry__...</c>.</summary>
public sealed class TelemetryOptions
{
    /// <summary>Where an OpenTelemetry collector listens (OTLP over gRPC), such as http://collector:4317; empty: nothing is sent.</summary>
    public string Otlp { get; set; } = string.Empty;

    /// <summary>Which share of the requests is traced, 0 to 1; only if there is a collector.</summary>
    public double Sampling { get; set; } = 0.001;

    /// <summary>Whether <c>/metrics</c> is served in Prometheus' format.</summary>
    public bool Prometheus { get; set; } = true;

    /// <exception cref="SettingException">Something is wrong; the message names the setting.</exception>
    public static TelemetryOptions Read(IConfiguration configuration)
    {
        var options = new TelemetryOptions();
        try
        {
            configuration.GetSection("Telemetry").Bind(options);
        }
        catch (InvalidOperationException failure)
        {
            throw new SettingException("Telemetry__Sampling or Telemetry__Prometheus", "can't be read: a share from 0 to 1, and true or false.", failure);
        }

        if (options.Sampling is not (>= 0 and <= 1))
        {
            throw new SettingException("Telemetry__Sampling", "is no share from 0 to 1.");
        }

        if (options.Otlp.Length > 0 && !(Uri.TryCreate(options.Otlp, UriKind.Absolute, out var uri) && uri.Scheme is "http" or "https"))
        {
            throw new SettingException("Telemetry__Otlp", $"'{options.Otlp}' is no http or https URL.");
        }

        return options;
    }
}
