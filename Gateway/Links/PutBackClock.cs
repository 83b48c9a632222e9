using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Orleans.Configuration;

namespace OrleansIm.Gateway.Links;

/// <summary>
/// Orleans goes by the wall clock when it waits before it tries a peer again that it failed to reach. Where that clock is put
/// back meanwhile, the peer would not be tried until it has caught up: for an hour, if it had been an hour fast. So what it
/// was put back by is taken off the wait.
/// </summary>
/// <remarks>Orleans 10.4, <c>ConnectionManager</c>: it reads the delay from the options each time.</remarks>
internal sealed partial class PutBackClock(
    IOptions<ConnectionOptions> connections, TimeProvider time, ILogger<PutBackClock> logger) : BackgroundService
{
    private static readonly TimeSpan Period = TimeSpan.FromSeconds(1);

    /// <summary>What clocks are put back by every day, to agree with others, is not worth a word.</summary>
    private static readonly TimeSpan Notable = TimeSpan.FromSeconds(1);

    private readonly TimeSpan _usual = connections.Value.ConnectionRetryDelay;
    private DateTimeOffset _latest = time.GetUtcNow();
    private TimeSpan _putBack;

    /// <summary>Looks at the clock once.</summary>
    public void Look()
    {
        var now = time.GetUtcNow();
        if (now >= _latest)
        {
            (_latest, _putBack) = (now, TimeSpan.Zero);
        }
        else if (_latest - now > _putBack)
        {
            // What it lacked at first: it stays until the clock has caught up, or the wait would grow as fast as time goes by.
            _putBack = _latest - now;
            if (_putBack > Notable)
            {
                LogPutBack(_putBack.TotalSeconds);
            }
        }

        connections.Value.ConnectionRetryDelay = _usual - _putBack;
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Period, time);
        try
        {
            while (await timer.WaitForNextTickAsync(stoppingToken))
            {
                Look();
            }
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // Stopping.
        }
    }

    [LoggerMessage(2251, LogLevel.Warning, "The clock of this machine was put back by {Seconds:0} s")]
    private partial void LogPutBack(double seconds);
}
