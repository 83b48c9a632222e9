using OrleansIm.Support.Campaigns;
using OrleansIm.Support.Machine;
using OrleansIm.Support.Servers;

namespace OrleansIm.Support.Faults;

/// <summary>The disk of one server's data has no room left for some seconds. The server has to stay up, and to go on by itself when there is room.</summary>
/// <param name="server">Whose disk it is.</param>
/// <param name="disk">The disk.</param>
/// <param name="postgres">The database, if that is there, too.</param>
/// <param name="felt">The disk stays full until this is true; null if nobody looks.</param>
public sealed class ServerDiskFiller(ServerProcess server, SmallDisk disk, PostgresServer? postgres = null, Func<bool>? felt = null) : INemesis
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
            await Effect.SeenAsync(felt ?? (static () => true), static () => "Nobody was told to come back: the disk was not full for anybody.", cancellation);
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
