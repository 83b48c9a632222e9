using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using OrleansIm.Storage.Health;

namespace OrleansIm.Grains.Health;

/// <summary>
/// A silo that alone has lost the database holds on to its conversations and can commit for none of them, and no other silo
/// sees anything wrong with it. It notices that itself and leaves, so that others take over. If nobody has a database nobody
/// leaves: it would not help, and all would be gone when it is back.
/// </summary>
internal sealed partial class StorageWatch(
    IStorageProbe probe, StorageStanding standing, StorageWitnesses witnesses, IHostApplicationLifetime host,
    IOptions<HostOptions> hosting, TimeProvider time, ILogger<StorageWatch> logger) : BackgroundService
{
    /// <summary>A silo that left so ends with this code.</summary>
    public const int ExitCode = 3;

    /// <summary>Failures in a row before others are asked: with <see cref="Patience"/> and <see cref="Period"/> about four seconds.</summary>
    public const int FailuresAllowed = 2;

    /// <summary>How long an answer proves that the database is there: longer than the time from one question to the next.</summary>
    public static readonly TimeSpan Freshness = TimeSpan.FromSeconds(2);

    private static readonly TimeSpan Period = TimeSpan.FromMilliseconds(500);
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(1);

    /// <summary>For good-byes. What is still to be written does not get through: there is nothing to wait for.</summary>
    private static readonly TimeSpan Leaving = TimeSpan.FromSeconds(2);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Period, time);
        try
        {
            while (await timer.WaitForNextTickAsync(stoppingToken))
            {
                await AskAsync(stoppingToken);
                if (standing.IsLost && await witnesses.AnybodyHasStorageAsync(Patience, time) && standing.IsLost)
                {
                    Leave();
                    return;
                }
            }
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // Stopping for another reason.
        }
    }

    private async Task AskAsync(CancellationToken stopping)
    {
        using var limit = new CancellationTokenSource(Patience, time);
        using var both = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, stopping);
        var begun = time.GetTimestamp();
        try
        {
            await probe.ProbeAsync(both.Token);
            standing.Answered();
        }
        catch (Exception e) when (!stopping.IsCancellationRequested)
        {
            standing.Failed(time.GetElapsedTime(begun), Patience);
            LogFailed(logger, e.Message);
        }
    }

    private void Leave()
    {
        LogLeaving(logger);
        Environment.ExitCode = ExitCode;
        hosting.Value.ShutdownTimeout = Leaving;
        host.StopApplication();
    }

    [LoggerMessage(2401, LogLevel.Information, "The database does not answer: {Reason}")]
    private static partial void LogFailed(ILogger logger, string reason);

    [LoggerMessage(2402, LogLevel.Critical, "Other silos reach the database and this one does not: it leaves the cluster, so that they take over its conversations. It has to be started again.")]
    private static partial void LogLeaving(ILogger logger);
}
