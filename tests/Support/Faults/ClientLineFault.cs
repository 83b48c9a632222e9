using OrleansIm.Support.Campaigns;

namespace OrleansIm.Support.Faults;

/// <summary>The line between clients and one gateway: delayed, cut in the middle of frames, dead for a while, reset at last.</summary>
public sealed class ClientLineFault(ClusterBed bed, TimeSpan length, int first) : INemesis
{
    private int _next = first;

    public string Name => "bad line between clients and a gateway";

    public async Task StrikeAsync(CancellationToken cancellation)
    {
        var proxy = bed.ClientLines[_next++ % bed.ClientLines.Count];
        var held = proxy.HeldBack;
        try
        {
            proxy.Delay(TimeSpan.FromMilliseconds(100));
            await Task.Delay(length / 4, cancellation);
            proxy.CutNext(4);
            await Task.Delay(length / 4, cancellation);
            proxy.BlackHole();
            await Task.Delay(length / 2, cancellation);
            if (proxy.HeldBack == held)
            {
                throw new InvalidOperationException("The line was not used while it was dead: nothing was held back.");
            }

            proxy.Reset();
        }
        finally
        {
            proxy.Heal();
        }
    }
}
