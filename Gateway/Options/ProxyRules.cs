using System.Net;
using OrleansIm.Gateway.Connections.Proxied;

namespace OrleansIm.Gateway.Options;

/// <summary>Reads the rule of the PROXY protocol out of its settings.</summary>
internal static class ProxyRules
{
    /// <summary>Null if the protocol is off.</summary>
    /// <exception cref="SettingException">One of the settings is wrong; the message names it.</exception>
    public static ProxyRule? Read(ProxyProtocolOptions options)
    {
        if (options.HeaderSeconds is < 1 or > 60)
        {
            throw new SettingException("Gateway__ProxyProtocol__HeaderSeconds", $"{options.HeaderSeconds} is not from 1 to 60.");
        }

        var from = options.From.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        if (from.Length == 0)
        {
            return options.Required
                ? throw new SettingException(
                    "Gateway__ProxyProtocol__Required", "is true, but Gateway__ProxyProtocol__From is empty: nobody could connect.")
                : null;
        }

        return new ProxyRule([.. from.Select(Network)], options.Required, TimeSpan.FromSeconds(options.HeaderSeconds));
    }

    private static IPNetwork Network(string text)
    {
        if (IPNetwork.TryParse(text, out var network))
        {
            return network;
        }

        return IPAddress.TryParse(text, out var address)
            ? new IPNetwork(address, address.GetAddressBytes().Length * 8)
            : throw new SettingException(
                "Gateway__ProxyProtocol__From", $"'{text}' is no network such as 10.0.0.0/16.");
    }
}
