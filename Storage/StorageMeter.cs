using System.Diagnostics.Metrics;

namespace OrleansIm.Storage;

/// <summary>What the group commit counts.</summary>
public sealed class StorageMeter
{
    private readonly Counter<long> _entries;
    private readonly Counter<long> _failures;
    private readonly Histogram<long> _batch;
    private readonly Histogram<double> _latency;
    private readonly UpDownCounter<long> _waiting;

    public StorageMeter(IMeterFactory factory)
    {
        var meter = factory.Create("OrleansIm.Storage");
        _entries = meter.CreateCounter<long>("oim.log.entries", "{entry}", "Entries committed");
        _failures = meter.CreateCounter<long>("oim.log.failures", "{entry}", "Entries whose commit failed");
        _batch = meter.CreateHistogram<long>("oim.log.batch", "{entry}", "Entries of one commit");
        _latency = meter.CreateHistogram<double>("oim.log.commit", "s", "Time of one commit");
        _waiting = meter.CreateUpDownCounter<long>("oim.log.waiting", "{entry}", "Entries waiting for their commit or in it");
    }

    public void Queued(int entries) => _waiting.Add(entries);

    public void Committed(int entries, TimeSpan took)
    {
        _waiting.Add(-entries);
        _entries.Add(entries);
        _batch.Record(entries);
        _latency.Record(took.TotalSeconds);
    }

    public void Failed(int entries)
    {
        _waiting.Add(-entries);
        _failures.Add(entries);
    }
}
