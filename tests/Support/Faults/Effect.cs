using System.Diagnostics;

namespace OrleansIm.Support.Faults;

/// <summary>Waits until what a fault should do has been seen: a slow machine takes its time for that, and not a fault's usual length.</summary>
internal static class Effect
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);
    private static readonly TimeSpan Step = TimeSpan.FromMilliseconds(100);

    /// <exception cref="InvalidOperationException">It was not seen: <paramref name="otherwise"/>.</exception>
    public static async Task SeenAsync(Func<bool> seen, Func<string> otherwise, CancellationToken cancellation)
    {
        for (var watch = Stopwatch.StartNew(); !seen();)
        {
            if (watch.Elapsed > Patience)
            {
                throw new InvalidOperationException(otherwise());
            }

            await Task.Delay(Step, cancellation);
        }
    }
}
