using Microsoft.Extensions.Hosting;

namespace OrleansIm.Grains.Interfaces.Hosting;

/// <summary>
/// A part of a process that calls grains in the background while the process serves: it begins when everything has started,
/// since before that the way into the cluster is not open, and ends at the first sign of the stop, since calls into a silo that
/// is leaving have nowhere to go.
/// </summary>
/// <param name="lifetime">Of the process.</param>
public abstract class ServingService(IHostApplicationLifetime lifetime) : BackgroundService
{
    /// <summary>Runs until <paramref name="stopping"/>; that it then throws <see cref="OperationCanceledException"/> is expected.</summary>
    /// <param name="stopping">Ends with the process's serving.</param>
    protected abstract Task ServeAsync(CancellationToken stopping);

    protected sealed override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var serving = CancellationTokenSource.CreateLinkedTokenSource(stoppingToken, lifetime.ApplicationStopping);
        try
        {
            await StartedAsync().WaitAsync(serving.Token);
            await ServeAsync(serving.Token);
        }
        catch (OperationCanceledException) when (serving.IsCancellationRequested)
        {
            // Stopping.
        }
    }

    private async Task StartedAsync()
    {
        var started = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var registration = lifetime.ApplicationStarted.Register(started.SetResult);
        await started.Task;
    }
}
