using System.Globalization;
using OrleansIm.Gateway;
using OrleansIm.Gateway.Auth;
using OrleansIm.Gateway.Options;

namespace OrleansIm.Silo.Startup;

/// <summary>What the host itself has to know before it can be built, read and checked. Everything else is in options.</summary>
internal sealed class ServerSettings
{
    private const string DefaultUrls = "http://127.0.0.1:7180";

    public required string DataDirectory { get; init; }

    /// <summary>PostgreSQL connection string; empty means SQLite in the data directory.</summary>
    public required string Postgres { get; init; }

    public required int SiloPort { get; init; }

    public required int GatewayPort { get; init; }

    public required string Urls { get; init; }

    public required GatewayOptions Gateway { get; init; }

    /// <summary>True if tokens are signed with a secret that the server made and keeps in the data directory.</summary>
    public required bool MakesItsKey { get; init; }

    /// <exception cref="SettingException">Something is wrong; the message names the setting.</exception>
    public static ServerSettings Read(IConfiguration configuration)
    {
        var gateway = new GatewayOptions();
        configuration.GetSection("Gateway").Bind(gateway);
        var auth = configuration.GetSection("Auth").Get<AuthOptions>() ?? new AuthOptions();
        CheckAuth(auth);
        CheckVersions(configuration);
        return new ServerSettings
        {
            DataDirectory = Path.GetFullPath(Text(configuration, "Data:Directory", "data")),
            Postgres = configuration["Storage:Postgres"] ?? string.Empty,
            SiloPort = Port(configuration, "Orleans:SiloPort", 11_111),
            GatewayPort = Port(configuration, "Orleans:GatewayPort", 30_000),
            Urls = configuration["urls"] ?? DefaultUrls,
            Gateway = gateway,
            MakesItsKey = auth.Key.Length + auth.Authority.Length + auth.Jwks.Length == 0,
        };
    }

    public ListenerPlan Listeners()
    {
        var tcp = Endpoint(nameof(GatewayOptions.Tcp), Gateway.Tcp);
        var tls = Endpoint(nameof(GatewayOptions.Tls), Gateway.Tls);
        return new ListenerPlan(
            OrleansIm.Gateway.Options.Listeners.ParseUrls("ASPNETCORE_URLS", Urls),
            tcp,
            tls,
            tls is null ? null : DevelopmentCertificate.Load(Gateway, DataDirectory, TimeProvider.System));
    }

    private static System.Net.IPEndPoint? Endpoint(string name, string value) =>
        OrleansIm.Gateway.Options.Listeners.Parse($"Gateway__{name}", value);

    private static void CheckAuth(AuthOptions auth)
    {
        if (auth.Key.Length > 0 && System.Text.Encoding.UTF8.GetByteCount(auth.Key) < SharedSecret.MinBytes)
        {
            throw new SettingException("Auth__Key", $"the secret has fewer than {SharedSecret.MinBytes} bytes.");
        }

        CheckUrl("Auth__Authority", auth.Authority);
        CheckUrl("Auth__Jwks", auth.Jwks);
    }

    private static void CheckVersions(IConfiguration configuration)
    {
        foreach (var key in (string[])["Upgrade:Minimum", "Upgrade:Latest"])
        {
            if (configuration[key] is { Length: > 0 } value && !Version.TryParse(value, out _))
            {
                throw new SettingException(
                    key.Replace(":", "__", StringComparison.Ordinal), $"'{value}' is no version of dotted numbers, such as 1.4.0.");
            }
        }
    }

    private static void CheckUrl(string setting, string value)
    {
        if (value.Length > 0 && !(Uri.TryCreate(value, UriKind.Absolute, out var uri) && uri.Scheme is "http" or "https"))
        {
            throw new SettingException(setting, $"'{value}' is no http or https URL.");
        }
    }

    private static string Text(IConfiguration configuration, string key, string otherwise) =>
        configuration[key] is { Length: > 0 } value ? value : otherwise;

    private static int Port(IConfiguration configuration, string key, int otherwise)
    {
        if (configuration[key] is not { Length: > 0 } value)
        {
            return otherwise;
        }

        return ushort.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var port) && port > 0
            ? port
            : throw new SettingException(key.Replace(":", "__", StringComparison.Ordinal), $"'{value}' is no port (1 to 65535).");
    }
}
