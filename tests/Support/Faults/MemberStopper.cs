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
        process.Signal(Signals.Stop);
        try
        {
            await StateAsync(process.Pid, static state => state == 'T', cancellation);
            await Task.Delay(length, cancellation);
        }
        finally
        {
            process.Signal(Signals.Continue);
        }

        await StateAsync(process.Pid, static state => state != 'T', cancellation);

        // One that was taken for dead finds that out when it reads the membership again, and ends: that is part of this fault.
        for (var waited = TimeSpan.Zero; waited < FindsOut && !process.HasExited; waited += Look)
        {
            await Task.Delay(Look, cancellation);
        }
    }

    private static async Task StateAsync(int pid, Func<char, bool> expected, CancellationToken cancellation)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        limit.CancelAfter(TimeSpan.FromSeconds(5));
        while (!expected(await StateOfAsync(pid, limit.Token)))
        {
            await Task.Delay(10, limit.Token);
        }
    }

    /// <summary>As proc(5) says: T is stopped, Z has ended.</summary>
    private static async Task<char> StateOfAsync(int pid, CancellationToken cancellation)
    {
        try
        {
            var stat = await File.ReadAllTextAsync($"/proc/{pid}/stat", cancellation);
            return stat[stat.LastIndexOf(')') + 2];
        }
        catch (IOException)
        {
            return 'Z';
        }
    }
}
