using OrleansIm.Support.Servers;

namespace OrleansIm.Support.Campaigns;

/// <summary>kill -9 of the server, and a start on the same data.</summary>
public sealed class ServerKiller(ServerProcess server) : INemesis
{
    public string Name => "kill -9 of the server";

    public async Task StrikeAsync(CancellationToken cancellation)
    {
        await server.KillAsync();
        await server.StartAgainAsync();
    }
}
