using OrleansIm.Support.Campaigns;
using OrleansIm.Support.Machine;
using OrleansIm.Support.Servers;

namespace OrleansIm.Support.Faults;

/// <summary>The disk of one server's data has no room left for some seconds. The server has to stay up, and to go on by itself when there is room.</summary>
public sealed class ServerDiskFiller(ServerProcess server, SmallDisk disk, PostgresServer? postgres = null) : INemesis
{
    // Longer than a gateway tries by itself before it tells clients to come back.
    private static readonly TimeSpan Length = TimeSpan.FromSeconds(12);

    public string Name => "full disk";

    public async Task StrikeAsync(CancellationToken cancellation)
    {
        try
        {
            await disk.FillAsync();
            await Task.Delay(Length, cancellation);
        }
        finally
        {
            disk.Free();
        }

        if (postgres is not null)
        {
            await postgres.HealAsync();
        }

        if (!server.IsRunning)
        {
            throw new InvalidOperationException($"The server did not outlive a full disk:\n{server.Output}");
        }
    }
}
