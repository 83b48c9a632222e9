using System.Diagnostics.Metrics;

namespace OrleansIm.Storage.Members;

/// <summary>Counters of the write-behind.</summary>
internal sealed class CursorMeter : IDisposable
{
    private readonly Meter _meter = new(StorageMeter.Name);
    private readonly Counter<long> _flushes;
    private readonly Counter<long> _dropped;

    public CursorMeter(Func<int> lagging)
    {
        _flushes = _meter.CreateCounter<long>("orleansim.cursors.flushes", null, "Transactions of cursors");
        _dropped = _meter.CreateCounter<long>("orleansim.cursors.dropped", null, "Device cursors dropped because too many waited");
        _meter.CreateObservableGauge("orleansim.cursors.lagging", lagging, null, "Device cursors not written yet");
    }

    public void Flushed() => _flushes.Add(1);

    public void Dropped() => _dropped.Add(1);

    public void Dispose() => _meter.Dispose();
}
