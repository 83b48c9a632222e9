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
        _flushes = _meter.CreateCounter<long>("oim.cursors.flushes", "{transaction}", "Transactions of cursors");
        _dropped = _meter.CreateCounter<long>("oim.cursors.dropped", "{cursor}", "Device cursors dropped because too many waited");
        _meter.CreateObservableUpDownCounter("oim.cursors.waiting", lagging, "{cursor}", "Device cursors not written yet");
    }

    public void Flushed() => _flushes.Add(1);

    public void Dropped() => _dropped.Add(1);

    public void Dispose() => _meter.Dispose();
}
