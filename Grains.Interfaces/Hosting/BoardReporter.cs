using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace OrleansIm.Grains.Interfaces.Hosting;

/// <summary>Tells the board every few seconds, and at once when hurried, how this process is doing, and that it stops.</summary>
/// <param name="lifetime">Of the process.</param>
/// <param name="time">The clock.</param>
/// <param name="logger">For reports that failed.</param>
public abstract partial class BoardReporter(IHostApplicationLifetime lifetime, TimeProvider time, ILogger logger)
    : ServingService(lifetime), IHostedLifecycleService
{
    private static readonly TimeSpan Period = TimeSpan.FromSeconds(5);

    /// <summary>The stop does not wait longer for the board: who does not say good-bye is forgotten after a while.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    private readonly SemaphoreSlim _hurry = new(0);

    /// <inheritdoc/>
    public override void Dispose()
    {
        base.Dispose();
        _hurry.Dispose();
        GC.SuppressFinalize(this);
    }

    /// <inheritdoc/>
    public Task StartingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <inheritdoc/>
    public Task StartedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <summary>Says good-bye before any part of the process stops: a silo that is leaving has no way to the board any more.</summary>
    /// <param name="cancellationToken">The stop becomes impatient.</param>
    public async Task StoppingAsync(CancellationToken cancellationToken)
    {
        using var patience = new CancellationTokenSource(Patience, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(patience.Token, cancellationToken);
        await StopAsync(either.Token);
    }

    /// <inheritdoc/>
    public Task StoppedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <summary>Makes one report.</summary>
    protected abstract Task ReportAsync();

    /// <summary>Says that there will be no more reports.</summary>
    protected abstract Task LeaveAsync();

    /// <summary>Something has changed that the board should know now.</summary>
    protected void Hurry() => _hurry.Release();

    /// <inheritdoc/>
    protected override async Task ServeAsync(CancellationToken stopping)
    {
        while (!stopping.IsCancellationRequested)
        {
            try
            {
                await ReportAsync();
            }
            catch (Exception failure)
            {
                // The next one is a few seconds away; whoever looks at the board sees that this one is missing.
                LogFailed(failure);
            }

            using var pause = CancellationTokenSource.CreateLinkedTokenSource(stopping);
            await Task.WhenAny(_hurry.WaitAsync(pause.Token), Task.Delay(Period, time, pause.Token));
            await pause.CancelAsync();
        }

        try
        {
            await LeaveAsync().WaitAsync(Patience, time, CancellationToken.None);
        }
        catch (Exception failure)
        {
            LogFailed(failure);
        }
    }

    [LoggerMessage(1101, LogLevel.Debug, "A report to the board failed")]
    private partial void LogFailed(Exception failure);
}
