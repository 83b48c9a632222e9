using System.Diagnostics.Metrics;

namespace OrleansIm.Storage.Log;

/// <summary>Counters of the group commit, and the count of entries in its hands.</summary>
internal sealed class AppenderMeter : IDisposable
{
    private readonly Meter _meter = new(StorageMeter.Name);
    private readonly Histogram<int> _sizes;
    private readonly Histogram<double> _durations;
    private readonly Counter<long> _failures;
    private int _held;

    public AppenderMeter()
    {
        _sizes = _meter.CreateHistogram(
            "oim.log.batch.size", "{entry}", "Entries in one transaction of the log",
            advice: new InstrumentAdvice<int> { HistogramBucketBoundaries = [1, 2, 4, 8, 16, 32, 64, 128, 256, 512, 1024] });
        _durations = _meter.CreateHistogram(
            "oim.log.batch.duration", "s", "Time of one transaction of the log, disk included",
            advice: new InstrumentAdvice<double> { HistogramBucketBoundaries = StorageMeter.Seconds });
        _failures = _meter.CreateCounter<long>("oim.log.batch.failures", "{batch}", "Transactions of the log whose outcome the database did not say");
        _meter.CreateObservableUpDownCounter("oim.log.queue", () => Held, "{entry}", "Entries waiting for the log or being written");
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

    public void Wrote(int entries, TimeSpan took)
    {
        _sizes.Record(entries);
        _durations.Record(took.TotalSeconds);
    }

    public void Failed() => _failures.Add(1);

    public void Dispose() => _meter.Dispose();
}
