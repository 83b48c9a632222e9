using System.Diagnostics;
using System.Globalization;
using System.Net.Sockets;
using OrleansIm.Support.Campaigns;
using OrleansIm.Support.Machine;
using OrleansIm.Support.Servers;

namespace OrleansIm.Support.Faults;

/// <summary>The wall clock of one process goes an hour ahead, then an hour behind, and right again at last; its monotonic clock goes on.</summary>
public sealed class ClockJump(
    string kind, IReadOnlyList<ServerProcess> members, IReadOnlyList<ProcessClock> clocks, TimeSpan length, int first) : INemesis
{
    // The clients' tokens live longer than that.
    private static readonly TimeSpan Jump = TimeSpan.FromHours(1);

    private static readonly TimeSpan Tolerance = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    private int _next = first;

    public string Name => $"clock of a {kind} an hour ahead and behind";

    public async Task StrikeAsync(CancellationToken cancellation)
    {
        var victim = _next++ % members.Count;
        try
        {
            foreach (var offset in (TimeSpan[])[Jump, -Jump])
            {
                clocks[victim].Put(offset);
                await ExpectAsync(members[victim], offset, cancellation);
                await Task.Delay(length / 2, cancellation);
            }
        }
        finally
        {
            clocks[victim].Put(TimeSpan.Zero);
        }

        if (members[victim].IsRunning)
        {
            await ExpectAsync(members[victim], TimeSpan.Zero, cancellation);
        }
    }

    /// <summary>
    /// What an answer says of the time is as old as a second, and the process may be slow. One that ends on the way, since the others took it for
    /// dead, shows no time any more: healing starts it.
    /// </summary>
    private static async Task ExpectAsync(ServerProcess process, TimeSpan offset, CancellationToken cancellation)
    {
        TimeSpan? off = null;
        for (var watch = Stopwatch.StartNew(); process.IsRunning && !((off = await OffAsync(process)) - offset < Tolerance && off - offset > -Tolerance);)
        {
            if (watch.Elapsed > Patience)
            {
                throw new InvalidOperationException(string.Create(
                    CultureInfo.InvariantCulture, $"The clock should be off by {offset}, and is off by {off}: the jump did not take effect."));
            }

            await Task.Delay(100, cancellation);
        }
    }

    private static async Task<TimeSpan?> OffAsync(ServerProcess process)
    {
        try
        {
            return await process.TimeAsync() - DateTimeOffset.UtcNow;
        }
        catch (Exception e) when (e is HttpRequestException or TaskCanceledException or SocketException)
        {
            return null;
        }
    }
}
