using OrleansIm.Support.Campaigns;

namespace OrleansIm.Support.Faults;

/// <summary>The line between clients and the gateway that has most of them: delayed, cut in the middle of frames, dead for a while, reset at last.</summary>
public sealed class ClientLineFault(ClusterBed bed, TimeSpan length) : INemesis
{
    public string Name => "bad line between clients and a gateway";

    public async Task StrikeAsync(CancellationToken cancellation)
    {
        // Clients move: after another fault there may be a gateway without any.
        var proxy = bed.ClientLines.MaxBy(static line => line.Open)!;
        var held = proxy.HeldBack;
        try
        {
            proxy.Delay(TimeSpan.FromMilliseconds(100));
            await Task.Delay(length / 4, cancellation);
            proxy.CutNext(4);
            await Task.Delay(length / 4, cancellation);
            proxy.BlackHole();
            await Task.Delay(length / 2, cancellation);
            await Effect.SeenAsync(
                () => proxy.HeldBack > held, static () => "The line was not used while it was dead: nothing was held back.", cancellation);
            proxy.Reset();
        }
        finally
        {
            proxy.Heal();
        }
    }
}
