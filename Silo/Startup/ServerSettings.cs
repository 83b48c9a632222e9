using System.Globalization;
using System.Net;
using OrleansIm.Gateway.Options;
using OrleansIm.Gateway.Startup;

namespace OrleansIm.Silo.Startup;

/// <summary>What the host itself has to know before it can be built, read and checked. Everything else is in options.</summary>
/// <param name="Front">What the gateway inside needs.</param>
/// <param name="Cluster">How silos find each other.</param>
/// <param name="HasGateway">True if clients can connect here: the all-in-one server.</param>
/// <param name="HasDashboard">True if operators may look at Orleans' own dashboard as well.</param>
/// <param name="HasNoOperators">True if no operator is configured.</param>
/// <param name="Address">Where other silos and gateways reach this one.</param>
/// <param name="SiloPort">Where other silos reach this one.</param>
/// <param name="GatewayPort">Where gateways reach this one.</param>
internal sealed record ServerSettings(
    FrontSettings Front, ClusterSettings Cluster, bool HasGateway, bool HasDashboard, bool HasNoOperators, IPAddress Address, int SiloPort, int GatewayPort)
{
    /// <summary>True for a server that was just started to try it: it makes its own secrets.</summary>
    public bool IsTrial => HasGateway && Cluster.Clustering == Clustering.Localhost && Front.Keys == TokenKeys.Made;

    /// <exception cref="SettingException">Something is wrong; the message names the setting.</exception>
    public static ServerSettings Read(IConfiguration configuration)
    {
        var cluster = ClusterSettings.Read(configuration);
        if (cluster is { Clustering: not Clustering.Localhost, Postgres: "" })
        {
            throw new SettingException("Storage__Postgres", "is empty: the silos of a cluster share their storage, and SQLite can't be shared.");
        }

        return new ServerSettings(
            FrontSettings.Read(configuration),
            cluster,
            Flag(configuration, "Silo:Gateway", otherwise: cluster.Clustering == Clustering.Localhost),
            Flag(configuration, "Admin:Dashboard", otherwise: true),
            !configuration.GetSection("Operators").Exists(),
            Reachable(configuration["Cluster:Address"] ?? string.Empty),
            Port(configuration, "Orleans:SiloPort", 11_111),
            Port(configuration, "Orleans:GatewayPort", 30_000));
    }

    private static IPAddress Reachable(string value)
    {
        if (value.Length == 0)
        {
            return IPAddress.Loopback;
        }

        return IPAddress.TryParse(value, out var address) && !address.Equals(IPAddress.Any) && !address.Equals(IPAddress.IPv6Any)
            ? address
            : throw new SettingException("Cluster__Address", $"'{value}' is no address at which others can reach this silo, such as 10.0.0.7.");
    }

    private static bool Flag(IConfiguration configuration, string key, bool otherwise) => configuration[key] switch
    {
        null or "" => otherwise,
        var value when bool.TryParse(value, out var flag) => flag,
        var value => throw new SettingException(Variable(key), $"'{value}' is neither true nor false."),
    };

    private static int Port(IConfiguration configuration, string key, int otherwise)
    {
        if (configuration[key] is not { Length: > 0 } value)
        {
            return otherwise;
        }

        return ushort.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var port) && port > 0
            ? port
            : throw new SettingException(Variable(key), $"'{value}' is no port (1 to 65535).");
    }

    private static string Variable(string key) => key.Replace(":", "__", StringComparison.Ordinal);
}
