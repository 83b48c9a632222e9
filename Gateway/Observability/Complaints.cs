using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;

namespace OrleansIm.Gateway.Observability;

/// <summary>Which complaints were printed a moment ago, and how many of their kind were not.</summary>
internal sealed class Complaints : IDisposable
{
    private readonly TimeProvider _time;
    private readonly TimeSpan _period;
    private readonly ITimer _timer;
    private readonly ConcurrentDictionary<(string Category, int Event), Complaint> _recent = new();

    public Complaints(TimeProvider time, TimeSpan period)
    {
        (_time, _period) = (time, period);
        _timer = time.CreateTimer(_ => Summarize(all: false), null, period, period);
    }

    /// <summary>True for the first of its kind; the others are counted.</summary>
    public bool Passes(ILogger logger, string category, LogLevel level, EventId kind) =>
        _recent.GetOrAdd((category, kind.Id), _ => new Complaint(logger, level, kind, _time.GetTimestamp())).IsFirst();

    public void Dispose()
    {
        _timer.Dispose();
        Summarize(all: true);
    }

    private void Summarize(bool all)
    {
        foreach (var (key, complaint) in _recent)
        {
            var since = _time.GetElapsedTime(complaint.Since);
            if ((all || since >= _period) && _recent.TryRemove(new(key, complaint)) && complaint.Others is > 0 and var others)
            {
                complaint.Logger.Log(
                    complaint.Level, complaint.Kind, "{Others} more complaints of this kind in {Seconds} s", others, (int)since.TotalSeconds);
            }
        }
    }
}
