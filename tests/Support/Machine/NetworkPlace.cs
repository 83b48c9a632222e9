using System.Net;

namespace OrleansIm.Support.Machine;

/// <summary>A network namespace with one address: where one process lives as if on a machine of its own.</summary>
/// <param name="Name">Its name, as <c>ip netns</c> lists it.</param>
/// <param name="Address">Its address in the private network.</param>
public sealed record NetworkPlace(string Name, IPAddress Address)
{
    /// <summary>What to put in front of a program to have it run there; it keeps its process id.</summary>
    public IReadOnlyList<string> Launcher => ["ip", "netns", "exec", Name];

    /// <summary>Drops what comes from the other: a cut in one direction, of which nobody is told.</summary>
    public Task DeafenAsync(NetworkPlace from) => RuleAsync("-A", "INPUT", "-s", from.Address.ToString(), "-j", "DROP");

    /// <summary>Hears from everybody again.</summary>
    public Task ListenAsync() => Tool.RunAsync("ip", "netns", "exec", Name, "iptables", "-F", "INPUT");

    /// <summary>Connections to a port of the other that are made from now on go to the relay instead; those that are open are ended.</summary>
    public async Task RerouteAsync(NetworkPlace to, int port, IPEndPoint relay)
    {
        await RuleAsync("-t", "nat", "-A", "OUTPUT", "-p", "tcp", "-d", $"{to.Address}", "--dport", $"{port}", "-j", "DNAT", "--to-destination", relay.ToString());
        await Tool.RunAsync("ip", "netns", "exec", Name, "ss", "-K", "dst", to.Address.ToString(), "dport", "=", $"{port}");
    }

    /// <summary>All ways are straight again, for new connections.</summary>
    public Task StraightenAsync() => RuleAsync("-t", "nat", "-F", "OUTPUT");

    /// <summary>True if a connection can be made from here within a second.</summary>
    public async Task<bool> CanReachAsync(IPEndPoint target)
    {
        var (code, _) = await Tool.TryAsync(
            "ip", "netns", "exec", Name, "timeout", "1", "bash", "-c", $"exec 3<>/dev/tcp/{target.Address}/{target.Port}");
        return code == 0;
    }

    private Task RuleAsync(params string[] rule) => Tool.RunAsync("ip", ["netns", "exec", Name, "iptables", .. rule]);
}
