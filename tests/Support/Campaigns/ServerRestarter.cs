using OrleansIm.Support.Servers;

namespace OrleansIm.Support.Campaigns;

/// <summary>SIGTERM to the server, and a start on the same data.</summary>
public sealed class ServerRestarter(ServerProcess server) : INemesis
{
    public string Name => "SIGTERM to the server";

    public async Task StrikeAsync(CancellationToken cancellation)
    {
        var code = await server.TerminateAsync();
        if (code != 0)
        {
            throw new InvalidOperationException($"After SIGTERM the server ended with code {code}:\n{server.Output}");
        }

        await server.StartAgainAsync();
    }
}
