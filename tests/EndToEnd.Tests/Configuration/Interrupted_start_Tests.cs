using System.Net;
using System.Net.Sockets;
using OrleansIm.Support.Servers;
using OrleansIm.Support.Wire;

namespace OrleansIm.EndToEnd.Tests.Configuration;

/// <summary>Ctrl+C and SIGTERM while a server is still starting: it ends at once and says so in one line.</summary>
public sealed class Interrupted_start_Tests
{
    [Theory]
    [InlineData("Silo", Signals.Interrupt)]
    [InlineData("Silo", Signals.Terminate)]
    [InlineData("Gateway", Signals.Interrupt)]
    [InlineData("Gateway", Signals.Terminate)]
    public async Task A_program_that_waits_for_its_database(string program, int signal)
    {
        Assert.SkipWhen(Signals.IsIgnored(signal), "Whoever started the tests ignores this signal.");
        using var silent = new TcpListener(IPAddress.Loopback, 0);
        silent.Start();
        var port = ((IPEndPoint)silent.LocalEndpoint).Port;
        await using var server = ServerProcess.Launch(new ServerSettings
        {
            Program = program,
            Postgres = $"Host=127.0.0.1;Port={port};Username=x;Database=x;Timeout=300",
            Environment = new Dictionary<string, string?> { ["Cluster__Membership"] = "postgres" },
        });
        using var asked = await silent.AcceptSocketAsync(TestContext.Current.CancellationToken);

        server.Process.Signal(signal);

        Assert.Equal(128 + signal, await server.EndedAsync());
        Assert.Equal("Stopped before it had started.", server.Output.Trim());
    }

    /// <summary>In the midst of the runtime's start; a fast machine may be through with it when the signal comes.</summary>
    [Theory]
    [InlineData(Signals.Interrupt)]
    [InlineData(Signals.Terminate)]
    public async Task A_server_that_is_half_way(int signal)
    {
        Assert.SkipWhen(Signals.IsIgnored(signal), "Whoever started the tests ignores this signal.");
        await using var server = ServerProcess.Launch(new ServerSettings());
        await InTheMidstAsync(server);

        server.Process.Signal(signal);

        var code = await server.EndedAsync();
        var last = server.Output.Trim().Split('\n')[^1];
        Assert.Contains((code, last), new[] { (128 + signal, "Stopped before it had started."), (0, "Stopped.") });
        Assert.DoesNotContain("Exception", server.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", server.Output, StringComparison.Ordinal);
        server.EnsureCalm();
    }

    /// <summary>The database is made and the silo has opened its port; the look at the ports before the start has long ended.</summary>
    private static async Task InTheMidstAsync(ServerProcess server)
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromMinutes(3));
        while (!File.Exists(Path.Combine(server.DataDirectory, "oim.db")))
        {
            await Task.Delay(1, limit.Token);
        }

        while (true)
        {
            try
            {
                using var socket = await Connecting.TcpAsync(server.SiloPort, limit.Token);
                return;
            }
            catch (SocketException)
            {
                await Task.Delay(1, limit.Token);
            }
        }
    }
}
