using System.Net;
using System.Net.Sockets;
using Microsoft.AspNetCore.Connections;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using OrleansIm.Gateway.Links;

namespace OrleansIm.Gateway.Tests.Links;

/// <summary>Connections as Orleans makes them get their bound from the system.</summary>
public sealed class LostPeersTests
{
    [Fact]
    public async Task A_connection_of_Orleans_is_bounded_as_soon_as_it_is_there()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "Only Linux has this bound.");
        var host = Host.CreateApplicationBuilder();
        host.UseOrleansClient(static client => client.UseLocalhostClustering());
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        await using var services = host.Services.BuildServiceProvider();
        var factory = Assert.Single(services.GetKeyedServices<IConnectionFactory>(KeyedService.AnyKey));
        await using var connection = await factory.ConnectAsync(listener.LocalEndpoint, TestContext.Current.CancellationToken);
        Assert.Equal(0, LostPeers.BoundOf(connection));

        var builder = new ConnectionBuilder(services);
        builder.EndWhenLost();
        await builder.Build()(connection);

        Assert.Equal(5000, LostPeers.BoundOf(connection));
    }
}
