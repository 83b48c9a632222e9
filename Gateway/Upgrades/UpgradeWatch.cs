using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using OrleansIm.Grains.Interfaces;
using OrleansIm.Grains.Interfaces.Hosting;
using OrleansIm.Grains.Interfaces.Operations;

namespace OrleansIm.Gateway.Upgrades;

/// <summary>Asks the cluster every two seconds for the rules of upgrades. While it does not answer, the last ones known go on to hold.</summary>
internal sealed partial class UpgradeWatch(
    IGrainFactory grains, UpgradePolicy policy, IHostApplicationLifetime lifetime, TimeProvider time, ILogger<UpgradeWatch> logger)
    : ServingService(lifetime)
{
    private static readonly TimeSpan Period = TimeSpan.FromSeconds(2);

    /// <summary>Asks once.</summary>
    public async Task LookAsync()
    {
        try
        {
            var sheet = await grains.GetGrain<IUpgradeGrain>(GrainKeys.Upgrades).ReadAsync();
            if (sheet.Code == ErrorCode.None)
            {
                policy.Take(sheet.Rules);
            }
            else
            {
                LogUnanswered(null);
            }
        }
        catch (Exception failure)
        {
            // Whatever it is: the next question is two seconds away.
            LogUnanswered(failure);
        }

        policy.Asked();
    }

    protected override async Task ServeAsync(CancellationToken stopping)
    {
        using var timer = new PeriodicTimer(Period, time);
        do
        {
            await LookAsync();
        }
        while (await timer.WaitForNextTickAsync(stopping));
    }

    [LoggerMessage(2281, LogLevel.Information, "The rules of upgrades could not be asked for; those at hand go on to hold")]
    private partial void LogUnanswered(Exception? failure);
}
