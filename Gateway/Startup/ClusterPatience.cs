using Microsoft.Extensions.Logging;

namespace OrleansIm.Gateway.Startup;

/// <summary>A gateway that finds no cluster tries on, and says so now and then: until it has found one it answers nobody, probes included.</summary>
internal sealed partial class ClusterPatience(TimeProvider time, ILogger<ClusterPatience> logger) : IClientConnectionRetryFilter
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan Silence = TimeSpan.FromSeconds(10);

    private long? _said;

    public async Task<bool> ShouldRetryConnectionAttempt(Exception exception, CancellationToken cancellationToken)
    {
        if (_said is not { } at || time.GetElapsedTime(at) > Silence)
        {
            LogWaiting(exception.GetBaseException().Message.ReplaceLineEndings(" "));
            _said = time.GetTimestamp();
        }

        await Task.Delay(Pause, time, cancellationToken);
        return true;
    }

    [LoggerMessage(2271, LogLevel.Warning, "No silo is found yet; waiting for one. The membership is where Cluster__Membership says (Storage__Redis or Storage__Postgres): {Reason}")]
    private partial void LogWaiting(string reason);
}
