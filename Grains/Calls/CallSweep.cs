using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using OrleansIm.Domain.Calls;
using OrleansIm.Grains.Delivery;
using OrleansIm.Grains.Interfaces;
using OrleansIm.Grains.Interfaces.Calls;
using OrleansIm.Grains.Interfaces.Hosting;
using OrleansIm.Storage.Calls;

namespace OrleansIm.Grains.Calls;

/// <summary>
/// Calls that somebody's line belongs to must go on, whatever died with them: they are woken up when a silo starts, when one has gone, and
/// once in a while, so that every ringing ends and no line stays taken for nothing.
/// </summary>
internal sealed partial class CallSweep(
    IGrainFactory grains, ICallLines lines, SiloDeaths deaths, IHostApplicationLifetime lifetime, TimeProvider time, ILogger<CallSweep> logger)
    : ServingService(lifetime)
{
    private const int Page = 500;
    private const int AtOnce = 16;
    private static readonly TimeSpan Period = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan AnywayAfter = TimeSpan.FromSeconds(60);

    protected override async Task ServeAsync(CancellationToken stopping)
    {
        using var timer = new PeriodicTimer(Period, time);
        var (seen, sweptAt) = (-1, 0L);
        do
        {
            var count = deaths.Count;
            if (count != seen || time.GetElapsedTime(sweptAt) > AnywayAfter)
            {
                seen = await TrySweepAsync(stopping) ? count : -1;
                sweptAt = time.GetTimestamp();
            }
        }
        while (await timer.WaitForNextTickAsync(stopping));
    }

    private async Task<bool> TrySweepAsync(CancellationToken stopping)
    {
        try
        {
            var (after, whole) = (string.Empty, true);
            while (await lines.ListAsync(after, Page, CancellationToken.None).UntilStopAsync(stopping) is { Count: > 0 } calls)
            {
                after = calls[^1];
                await Parallel.ForEachAsync(
                    calls, new ParallelOptions { MaxDegreeOfParallelism = AtOnce, CancellationToken = stopping },
                    async (call, _) => whole &= await TryWakeAsync(call));
            }

            return whole;
        }
        catch (Exception failure) when (!stopping.IsCancellationRequested)
        {
            LogNotSwept(failure);
            return false;
        }
    }

    private async Task<bool> TryWakeAsync(string call)
    {
        try
        {
            if (CallId.TryParse(call, out var conversation))
            {
                await grains.GetGrain<ICallGrain>(GrainKeys.Conversation(conversation)).WakeAsync(call);
            }

            return true;
        }
        catch (Exception failure)
        {
            LogNotWoken(call, failure.Message);
            return false;
        }
    }

    [LoggerMessage(3132, LogLevel.Warning, "Calls that go on could not be looked for; it is tried again")]
    private partial void LogNotSwept(Exception failure);

    [LoggerMessage(3133, LogLevel.Information, "Call {Call} could not be woken up and is tried again: {Reason}")]
    private partial void LogNotWoken(string call, string reason);
}
