using System.Net;

namespace OrleansIm.Gateway.Connections.Proxied;

/// <summary>Whose word about the client's address is taken, on the TCP and TLS ports.</summary>
/// <param name="From">Networks of the load balancers: a connection from there begins with a header or is ended.</param>
/// <param name="Required">True if nobody else may connect.</param>
/// <param name="Patience">How long a header may take.</param>
public sealed record ProxyRule(IReadOnlyList<IPNetwork> From, bool Required, TimeSpan Patience)
{
    /// <summary>True if a connection from <paramref name="remote"/> has to begin with a header.</summary>
    public bool Expects(EndPoint? remote)
    {
        if (remote is not IPEndPoint { Address: var address })
        {
            return false;
        }

        // A socket for both families shows IPv4 as IPv6.
        var plain = address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address;
        return From.Any(network => network.Contains(plain));
    }
}
