using System.Collections.Concurrent;
using Microsoft.Extensions.Hosting;
using OrleansIm.Grains.Interfaces.Hosting;

namespace OrleansIm.Grains;

/// <summary>
/// Looks each second, by this silo's clock, whose time has come, and wakes up those grains. Every silo does, so whichever dies, another goes on:
/// what was not brought to its end is found again.
/// </summary>
internal abstract class DueSweep(IHostApplicationLifetime lifetime, TimeProvider time) : ServingService(lifetime)
{
    private const int Page = 500;
    private const int AtOnce = 64;
    private static readonly TimeSpan Period = TimeSpan.FromSeconds(1);

    private readonly SemaphoreSlim _places = new(AtOnce);
    private readonly ConcurrentDictionary<string, bool> _waking = new(StringComparer.Ordinal);

    public override void Dispose()
    {
        _places.Dispose();
        base.Dispose();
    }

    /// <summary>Whose time has come, behind <paramref name="after"/>, in ordinal order.</summary>
    protected abstract ValueTask<IReadOnlyList<string>> DueAsync(long now, string after, int limit);

    /// <summary>Ends when that one has done what can be done now.</summary>
    protected abstract ValueTask WakeAsync(string due);

    /// <summary>Nobody could be looked for.</summary>
    protected abstract void NotSwept(Exception failure);

    /// <summary>One could not be woken up.</summary>
    protected abstract void NotWoken(string due, string reason);

    protected override async Task ServeAsync(CancellationToken stopping)
    {
        using var timer = new PeriodicTimer(Period, time);
        do
        {
            await SweepAsync(stopping);
        }
        while (await timer.WaitForNextTickAsync(stopping));
    }

    private async Task SweepAsync(CancellationToken stopping)
    {
        try
        {
            var (now, after) = (time.GetUtcNow().ToUnixTimeMilliseconds(), string.Empty);
            while (await DueAsync(now, after, Page).UntilStopAsync(stopping) is { Count: > 0 } found)
            {
                after = found[^1];
                foreach (var due in found)
                {
                    // One that does not answer does not hold up the others.
                    if (_waking.TryAdd(due, true))
                    {
                        await _places.WaitAsync(stopping);
                        _ = WakeOneAsync(due);
                    }
                }
            }
        }
        catch (Exception failure) when (!stopping.IsCancellationRequested)
        {
            NotSwept(failure);
        }
    }

    private async Task WakeOneAsync(string due)
    {
        try
        {
            await WakeAsync(due);
        }
        catch (Exception failure)
        {
            NotWoken(due, failure.Message);
        }
        finally
        {
            _waking.TryRemove(due, out _);
            _places.Release();
        }
    }
}
