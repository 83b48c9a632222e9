using OrleansIm.Support.Campaigns;
using OrleansIm.Support.Servers;

namespace OrleansIm.Support.Faults;

/// <summary>SIGSTOP of one process of a cluster after another, and SIGCONT a while later: it wakes up believing that nothing has happened.</summary>
public sealed class MemberStopper(string kind, IReadOnlyList<ServerProcess> members, TimeSpan length, int first) : INemesis
{
    private static readonly TimeSpan FindsOut = TimeSpan.FromSeconds(7);
    private static readonly TimeSpan Look = TimeSpan.FromMilliseconds(100);

    private int _next = first;

    public string Name => $"SIGSTOP of a {kind}";

    public async Task StrikeAsync(CancellationToken cancellation)
    {
        var process = members[_next++ % members.Count].Process;
        try
        {
            await process.FreezeAsync(cancellation);
            await Task.Delay(length, cancellation);
        }
        finally
        {
            process.Thaw();
        }

        // One that was taken for dead finds that out when it reads the membership again, and ends: that is part of this fault.
        for (var waited = TimeSpan.Zero; waited < FindsOut && !process.HasExited; waited += Look)
        {
            await Task.Delay(Look, cancellation);
        }
    }
}
