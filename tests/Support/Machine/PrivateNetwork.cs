using System.Globalization;
using System.Net;

namespace OrleansIm.Support.Machine;

/// <summary>
/// A network inside this machine: a bridge, and namespaces that hang on it by a pair of virtual cables. The tests themselves
/// are at <see cref="Host"/>. Nothing leaves the machine: there is no way out of the bridge.
/// </summary>
public sealed class PrivateNetwork : IAsyncDisposable
{
    private const string Prefix = "oim";

    private static int _networks;

    private readonly List<NetworkPlace> _places = [];
    private readonly string _id;
    private readonly int _subnet;

    private PrivateNetwork(string id, int subnet)
    {
        (_id, _subnet) = (id, subnet);
        AppDomain.CurrentDomain.ProcessExit += Abandon;
    }

    /// <summary>Where the tests are reached from inside, and everything that they start outside of it.</summary>
    public IPAddress Host => Address(1);

    private string Bridge => $"{Prefix}b{_id}";

    public static async Task<PrivateNetwork> CreateAsync()
    {
        await SweepAsync();
        var id = string.Create(CultureInfo.InvariantCulture, $"{Environment.ProcessId}x{Interlocked.Increment(ref _networks)}");
        var network = new PrivateNetwork(id, await FreeSubnetAsync());
        try
        {
            await Tool.RunAsync("ip", "link", "add", network.Bridge, "type", "bridge");
            await Tool.RunAsync("ip", "addr", "add", $"{network.Host}/24", "dev", network.Bridge);
            await Tool.RunAsync("ip", "link", "set", network.Bridge, "up");
            return network;
        }
        catch
        {
            await network.DisposeAsync();
            throw;
        }
    }

    /// <summary>Adds a place for one process.</summary>
    public async Task<NetworkPlace> AddAsync()
    {
        var number = _places.Count + 2;
        var place = new NetworkPlace($"{Prefix}-{_id}-{number}", Address(number));
        var (outside, inside) = ($"{Prefix}{_id}n{number}", "eth0");
        await Tool.RunAsync("ip", "netns", "add", place.Name);
        _places.Add(place);
        await Tool.RunAsync("ip", "link", "add", outside, "type", "veth", "peer", "name", inside, "netns", place.Name);
        await Tool.RunAsync("ip", "link", "set", outside, "master", Bridge);
        await Tool.RunAsync("ip", "link", "set", outside, "up");
        await Tool.RunAsync("ip", "-n", place.Name, "addr", "add", $"{place.Address}/24", "dev", inside);
        await Tool.RunAsync("ip", "-n", place.Name, "link", "set", inside, "up");
        await Tool.RunAsync("ip", "-n", place.Name, "link", "set", "lo", "up");
        return place;
    }

    public async ValueTask DisposeAsync()
    {
        AppDomain.CurrentDomain.ProcessExit -= Abandon;
        foreach (var place in _places)
        {
            await Tool.RunAsync("ip", "netns", "del", place.Name);
        }

        _places.Clear();
        await Tool.TryAsync("ip", "link", "del", Bridge);
    }

    /// <summary>Makes one with all that faults need of it, and takes it away.</summary>
    internal static async Task TryAsync()
    {
        await using var network = await CreateAsync();
        var (one, other) = (await network.AddAsync(), await network.AddAsync());
        await one.DeafenAsync(other);
        await one.RerouteAsync(other, 1, new IPEndPoint(network.Host, 1));
    }

    /// <summary>What a run left behind that was killed, and with it its number.</summary>
    private static async Task SweepAsync()
    {
        var (_, names) = await Tool.TryAsync("ip", "netns", "list");
        foreach (var name in names.Split('\n').Select(static line => line.Split(' ')[0]).Where(static name => name.StartsWith($"{Prefix}-", StringComparison.Ordinal)))
        {
            var id = name.Split('-')[1];
            if (!Directory.Exists($"/proc/{id.Split('x')[0]}"))
            {
                // Somebody else may be sweeping at the same time.
                await Tool.TryAsync("ip", "netns", "del", name);
                await Tool.TryAsync("ip", "link", "del", $"{Prefix}b{id}");
            }
        }
    }

    private static async Task<int> FreeSubnetAsync()
    {
        var (_, used) = await Tool.TryAsync("ip", "-o", "-4", "addr");
        var first = Random.Shared.Next(1, 255);
        return Enumerable.Range(first, 254).Select(static number => (number % 254) + 1)
            .First(number => !used.Contains($" 10.213.{number}.", StringComparison.Ordinal));
    }

    private IPAddress Address(int number) => IPAddress.Parse(string.Create(CultureInfo.InvariantCulture, $"10.213.{_subnet}.{number}"));

    private void Abandon(object? sender, EventArgs e)
    {
        foreach (var place in _places)
        {
            Tool.RunAtExit("ip", "netns", "del", place.Name);
        }

        Tool.RunAtExit("ip", "link", "del", Bridge);
    }
}
