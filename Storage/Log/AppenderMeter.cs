using System.Diagnostics.Metrics;

namespace OrleansIm.Storage.Log;

/// <summary>Counters of the group commit, and the count of entries in its hands.</summary>
internal sealed class AppenderMeter : IDisposable
{
    private readonly Meter _meter = new(StorageMeter.Name);
    private readonly Counter<long> _batches;
    private readonly Counter<long> _entries;
    private int _held;
    private int _last;

    public AppenderMeter()
    {
        _batches = _meter.CreateCounter<long>("orleansim.appender.batches", null, "Transactions of the log");
        _entries = _meter.CreateCounter<long>("orleansim.appender.entries", null, "Entries handed to the database");
        _meter.CreateObservableGauge("orleansim.appender.batch_size", () => Volatile.Read(ref _last), null, "Entries in the last transaction");
        _meter.CreateObservableGauge("orleansim.appender.queue", () => Held, null, "Entries waiting or being written");
    }

    public int Held => Volatile.Read(ref _held);

    /// <summary>Makes room for entries; false if there is none.</summary>
    public bool TryEnter(int entries, int limit)
    {
        if (Interlocked.Add(ref _held, entries) <= limit)
        {
            return true;
        }

        Interlocked.Add(ref _held, -entries);
        return false;
    }

    public void Left(int entries) => Interlocked.Add(ref _held, -entries);

    public void Wrote(int entries)
    {
        _batches.Add(1);
        _entries.Add(entries);
        Volatile.Write(ref _last, entries);
    }

    public void Dispose() => _meter.Dispose();
}
