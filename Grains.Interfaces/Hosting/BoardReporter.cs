using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace OrleansIm.Grains.Interfaces.Hosting;

/// <summary>Tells the board every few seconds, and at once when hurried, how this process is doing.</summary>
/// <param name="lifetime">Of the process.</param>
/// <param name="time">The clock.</param>
/// <param name="logger">For reports that failed.</param>
public abstract partial class BoardReporter(IHostApplicationLifetime lifetime, TimeProvider time, ILogger logger) : ServingService(lifetime)
{
    private static readonly TimeSpan Period = TimeSpan.FromSeconds(5);

    private readonly SemaphoreSlim _hurry = new(0);

    /// <inheritdoc/>
    public override void Dispose()
    {
        base.Dispose();
        _hurry.Dispose();
        GC.SuppressFinalize(this);
    }

    /// <summary>Makes one report.</summary>
    protected abstract Task ReportAsync();

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
    }

    [LoggerMessage(1101, LogLevel.Debug, "A report to the board failed")]
    private partial void LogFailed(Exception failure);
}
