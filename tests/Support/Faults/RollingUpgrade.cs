using OrleansIm.Support.Campaigns;
using OrleansIm.Support.Servers;

namespace OrleansIm.Support.Faults;

/// <summary>
/// One process at a time goes from the build it is to the one the tests belong to: two versions serve side by side until the
/// last has changed. Silos first, as the schema is raised by the first of them.
/// </summary>
public sealed class RollingUpgrade(ClusterProcesses cluster) : INemesis
{
    private readonly Queue<ServerProcess> _old = new(cluster.All);

    public string Name => "upgrade of one process";

    public async Task StrikeAsync(CancellationToken cancellation)
    {
        if (!_old.TryDequeue(out var process))
        {
            return;
        }

        var code = await process.TerminateAsync();
        if (code != 0)
        {
            throw new InvalidOperationException($"After SIGTERM a process ended with code {code}:\n{process.Output}");
        }

        process.Build = null;
        await process.StartAgainAsync();
    }
}
