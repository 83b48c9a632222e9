using System.Globalization;
using System.Net;
using Microsoft.AspNetCore.Http;

namespace OrleansIm.Gateway.Options;

/// <summary>Reads addresses to listen on out of settings.</summary>
public static class Listeners
{
    /// <summary><c>address:port</c>, also <c>[v6]:port</c>, <c>localhost:port</c> and <c>*:port</c>; null if empty.</summary>
    /// <exception cref="SettingException">It is something else.</exception>
    public static IPEndPoint? Parse(string setting, string value)
    {
        if (string.IsNullOrWhiteSpace(value))
        {
            return null;
        }

        var colon = value.LastIndexOf(':');
        var host = colon > 0 ? value[..colon].Trim() : string.Empty;
        if (colon > 0
            && TryAddress(host, out var address)
            && ushort.TryParse(value.AsSpan(colon + 1), NumberStyles.None, CultureInfo.InvariantCulture, out var port))
        {
            return new IPEndPoint(address, port);
        }

        throw new SettingException(setting, $"'{value}' is no address:port, such as 127.0.0.1:7100 (empty turns it off).");
    }

    /// <summary>The host's URLs, separated by semicolons; only plain http, since TLS ends in front of it.</summary>
    /// <exception cref="SettingException">One of them is no such URL.</exception>
    public static IReadOnlyList<IPEndPoint> ParseUrls(string setting, string urls)
    {
        List<IPEndPoint> endpoints = [];
        foreach (var url in urls.Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
        {
            BindingAddress? parsed = null;
            try
            {
                parsed = BindingAddress.Parse(url);
            }
            catch (FormatException)
            {
                // Said below, with the setting's name.
            }

            if (parsed is not { Scheme: "http", IsUnixPipe: false, Port: >= IPEndPoint.MinPort and <= IPEndPoint.MaxPort }
                || !TryAddress(parsed.Host, out var address))
            {
                throw new SettingException(
                    setting, $"'{url}' is no http URL with an address and a port of at most {IPEndPoint.MaxPort}, such as http://127.0.0.1:7180.");
            }

            endpoints.Add(new IPEndPoint(address, parsed.Port));
        }

        return endpoints;
    }

    private static bool TryAddress(string host, out IPAddress address)
    {
        address = IPAddress.Any;
        if (host is "*" or "+")
        {
            return true;
        }

        if (string.Equals(host, "localhost", StringComparison.OrdinalIgnoreCase))
        {
            address = IPAddress.Loopback;
            return true;
        }

        return IPAddress.TryParse(host.Trim('[', ']'), out address!);
    }
}
