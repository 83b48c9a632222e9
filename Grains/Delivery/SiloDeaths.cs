namespace OrleansIm.Grains.Delivery;

/// <summary>
/// Counts the silos that have gone. What such a silo had committed and not yet told its conversations' members is lost with
/// it: whoever keeps a cache over many conversations reads anew when the count has moved.
/// </summary>
internal sealed class SiloDeaths : ISiloStatusListener, ILifecycleParticipant<ISiloLifecycle>
{
    private readonly ISiloStatusOracle _silos;
    private int _count;

    public SiloDeaths(ISiloStatusOracle silos) => _silos = silos;

    public int Count => Volatile.Read(ref _count);

    public void SiloStatusChangeNotification(SiloAddress updatedSilo, SiloStatus status)
    {
        if (status == SiloStatus.Dead)
        {
            Interlocked.Increment(ref _count);
        }
    }

    public void Participate(ISiloLifecycle lifecycle) => lifecycle.Subscribe(
        nameof(SiloDeaths),
        ServiceLifecycleStage.RuntimeGrainServices,
        _ =>
        {
            _silos.SubscribeToSiloStatusEvents(this);
            return Task.CompletedTask;
        });
}
