using System.Net;
using System.Text;
using Microsoft.Extensions.Configuration;
using OrleansIm.Gateway.Auth;
using OrleansIm.Gateway.Options;

namespace OrleansIm.Gateway.Startup;

/// <summary>What a host that serves clients has to know before it can be built, read and checked.</summary>
public sealed class FrontSettings
{
    private const string DefaultUrls = "http://127.0.0.1:7180";

    private FrontSettings(string dataDirectory, string urls, string admin, GatewayOptions gateway, TokenKeys keys)
    {
        Admin = admin;
        DataDirectory = dataDirectory;
        Urls = urls;
        Gateway = gateway;
        Keys = keys;
    }

    public string DataDirectory { get; }

    public TokenKeys Keys { get; }

    private string Urls { get; }

    private string Admin { get; }

    private IPEndPoint? AdminEndpoint => Options.Listeners.Parse("Admin__Listen", Admin);

    private GatewayOptions Gateway { get; }

    /// <exception cref="SettingException">Something is wrong; the message names the setting.</exception>
    public static FrontSettings Read(IConfiguration configuration)
    {
        var gateway = new GatewayOptions();
        configuration.GetSection("Gateway").Bind(gateway);
        var auth = configuration.GetSection("Auth").Get<AuthOptions>() ?? new AuthOptions();
        CheckAuth(auth);
        CheckVersions(configuration);
        return new FrontSettings(
            Path.GetFullPath(configuration["Data:Directory"] is { Length: > 0 } directory ? directory : "data"),
            configuration["urls"] ?? DefaultUrls,
            configuration["Admin:Listen"] ?? string.Empty,
            gateway,
            KeysOf(auth));
    }

    public ListenerPlan Listeners()
    {
        var tcp = Endpoint(nameof(GatewayOptions.Tcp), Gateway.Tcp);
        var tls = Endpoint(nameof(GatewayOptions.Tls), Gateway.Tls);
        return new ListenerPlan(
            Options.Listeners.ParseUrls("ASPNETCORE_URLS", Urls),
            tcp,
            tls,
            tls is null ? null : ServerCertificate.Load(Gateway, DataDirectory, TimeProvider.System),
            ProxyRules.Read(Gateway.ProxyProtocol),
            AdminEndpoint);
    }

    /// <summary>The HTTP endpoints alone: for a host that serves no clients.</summary>
    public ListenerPlan HttpOnly() => new(Options.Listeners.ParseUrls("ASPNETCORE_URLS", Urls), null, null, null, null, AdminEndpoint);

    private static TokenKeys KeysOf(AuthOptions auth) => auth switch
    {
        { Key.Length: > 0 } => TokenKeys.Configured,
        { Authority.Length: 0, Jwks.Length: 0 } => TokenKeys.Made,
        _ => TokenKeys.Published,
    };

    private static IPEndPoint? Endpoint(string name, string value) => Options.Listeners.Parse($"Gateway__{name}", value);

    private static void CheckAuth(AuthOptions auth)
    {
        if (auth.Key.Length > 0 && Encoding.UTF8.GetByteCount(auth.Key) < SharedSecret.MinBytes)
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
}
