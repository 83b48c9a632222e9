using OrleansIm.Support.Campaigns;
using OrleansIm.Support.Servers;

namespace OrleansIm.Support.Faults;

/// <summary>SIGTERM to every process of a cluster, one after the other, each started again before the next: as an upgrade does it.</summary>
public sealed class RollingRestart(ClusterProcesses cluster) : INemesis
{
    public string Name => "rolling restart";

    public async Task StrikeAsync(CancellationToken cancellation)
    {
        foreach (var process in cluster.All)
        {
            cancellation.ThrowIfCancellationRequested();
            var code = await process.TerminateAsync();
            if (code != 0)
            {
                throw new InvalidOperationException($"After SIGTERM a process ended with code {code}:\n{process.Output}");
            }

            await process.StartAgainAsync();
        }
    }
}
