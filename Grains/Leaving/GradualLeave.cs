using Microsoft.Extensions.Logging;

namespace OrleansIm.Grains.Leaving;

/// <summary>
/// A silo that leaves lets its grains go in turns. Left alone Orleans ends all of them in one moment: all are asked for again in the
/// next, and start together on the silo that has the least to do, in a rolling restart the one that has started just now and does
/// everything for the first time. Until its turn comes a grain serves as ever; whoever asks for it after that finds it
/// elsewhere, since no silo takes new grains that has said that it leaves.
/// </summary>
internal sealed partial class GradualLeave(
    IEnumerable<KeyValuePair<GrainId, IGrainContext>> here, ISiloStatusOracle silos, TimeProvider time, ILogger<GradualLeave> logger)
    : ILifecycleParticipant<ISiloLifecycle>
{
    /// <summary>A turn takes no longer than this, whoever does not come to an end in it: others wait behind it.</summary>
    private static readonly TimeSpan TurnPatience = TimeSpan.FromMilliseconds(200);

    /// <summary>The others have to hear of it, and take over what this silo knew of where grains are.</summary>
    private static readonly TimeSpan Hearing = TimeSpan.FromMilliseconds(200);

    /// <summary>If the word can't be written down, Orleans goes on without it.</summary>
    private static readonly TimeSpan WordPatience = TimeSpan.FromSeconds(3);

    private static readonly TimeSpan Look = TimeSpan.FromMilliseconds(10);

    // In the same stage this silo tells the others that it leaves; in the next one Orleans ends what is left.
    public void Participate(ISiloLifecycle lifecycle) => lifecycle.Subscribe(
        nameof(GradualLeave), ServiceLifecycleStage.BecomeActive, static _ => Task.CompletedTask, LeaveAsync);

    /// <summary>Lets all go. Ends when they have gone, or when what may be waited for is over.</summary>
    internal async Task LeaveAsync(CancellationToken cancellation)
    {
        try
        {
            if (!await IsLeavingAsync(cancellation) || silos.GetActiveSilos() is not { Length: > 0 } others)
            {
                return;
            }

            await Task.Delay(Hearing, time, cancellation);
            IGrainContext[] grains = [.. here.Where(static grain => !grain.Key.IsSystemTarget()).Select(static grain => grain.Value)];
            LogLeaving(grains.Length, others.Length);
            var (size, pause) = Turns.Of(grains.Length);
            foreach (var turn in grains.Chunk(size))
            {
                var next = Task.Delay(pause, time, cancellation);
                await EndAsync(turn, cancellation);
                await next;
            }
        }
        catch (OperationCanceledException) when (cancellation.IsCancellationRequested)
        {
            // Whoever stops this silo waits no longer.
        }
    }

    private async Task EndAsync(IGrainContext[] turn, CancellationToken cancellation)
    {
        foreach (var grain in turn)
        {
            grain.Deactivate(new DeactivationReason(DeactivationReasonCode.ShuttingDown, "This silo leaves."), cancellation);
        }

        await Task.WhenAny(Task.WhenAll(turn.Select(static grain => grain.Deactivated)), Task.Delay(TurnPatience, time, cancellation));
    }

    private async Task<bool> IsLeavingAsync(CancellationToken cancellation)
    {
        var begun = time.GetTimestamp();
        while (silos.CurrentStatus == SiloStatus.Active && time.GetElapsedTime(begun) < WordPatience)
        {
            await Task.Delay(Look, time, cancellation);
        }

        return silos.CurrentStatus == SiloStatus.ShuttingDown;
    }

    [LoggerMessage(3411, LogLevel.Information, "This silo leaves: {Grains} grains go to {Others} others, one after the other")]
    private partial void LogLeaving(int grains, int others);
}
