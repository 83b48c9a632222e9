using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;
using OrleansIm.Gateway.Connections;
using OrleansIm.Gateway.Options;

namespace OrleansIm.Gateway.Sessions;

/// <summary>On the way out: no new connections, every client is told to come back a little later, and has time to leave.</summary>
internal sealed class DrainService(Draining draining, ConnectionTable table, IOptions<LimitOptions> limits, TimeProvider time) : IHostedLifecycleService
{
    public async Task StoppingAsync(CancellationToken cancellationToken)
    {
        draining.Leave();
        using var deadline = new CancellationTokenSource(TimeSpan.FromSeconds(limits.Value.DrainSeconds), time);
        while (table.Count > 0 && !deadline.IsCancellationRequested && !cancellationToken.IsCancellationRequested)
        {
            await Task.Delay(TimeSpan.FromMilliseconds(50), time, CancellationToken.None);
        }
    }

    public Task StartingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppedAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
