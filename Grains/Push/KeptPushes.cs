using System.Diagnostics.Metrics;
using Microsoft.Extensions.Logging;

namespace OrleansIm.Grains.Push;

/// <summary>
/// Keeps the latest notice of each subject in this process until its time is over, for as long as no service is there that takes them: what
/// would have been sent can be counted, and looked at in the log. Above a limit the oldest go first.
/// </summary>
public sealed partial class KeptPushes : IPushSender
{
    private const int DefaultLimit = 10_000;

    private readonly Lock _gate = new();
    private readonly Dictionary<(string User, string Subject), LinkedListNode<PushNotice>> _latest = [];
    private readonly LinkedList<PushNotice> _order = new();
    private readonly Counter<long> _count;
    private readonly TimeProvider _time;
    private readonly ILogger<KeptPushes> _logger;
    private readonly int _limit;

    public KeptPushes(TimeProvider time, IMeterFactory meters, ILogger<KeptPushes> logger)
        : this(time, meters, logger, DefaultLimit)
    {
    }

    public KeptPushes(TimeProvider time, IMeterFactory meters, ILogger<KeptPushes> logger, int limit)
    {
        (_time, _logger, _limit) = (time, logger, limit);
        _count = meters.Create("OrleansIm.Grains").CreateCounter<long>("oim.pushes.kept", "{push}", "Notices for devices without a session that no service took");
    }

    /// <summary>What is kept and still worth something, the oldest first.</summary>
    public IReadOnlyList<PushNotice> Kept
    {
        get
        {
            var now = _time.GetUtcNow().ToUnixTimeMilliseconds();
            lock (_gate)
            {
                return [.. _order.Where(notice => notice.Expires > now)];
            }
        }
    }

    public ValueTask SendAsync(PushNotice notice, CancellationToken cancellation)
    {
        lock (_gate)
        {
            if (_latest.Remove((notice.User, notice.Subject), out var before))
            {
                _order.Remove(before);
            }

            _latest[(notice.User, notice.Subject)] = _order.AddLast(notice);
            while (_order.Count > _limit)
            {
                _latest.Remove((_order.First!.Value.User, _order.First.Value.Subject));
                _order.RemoveFirst();
            }
        }

        _count.Add(1, new KeyValuePair<string, object?>("kind", notice.Kind.ToString()));
        LogKept(notice.Kind, notice.User, notice.Subject, notice.Sound, notice.Urgent);
        return ValueTask.CompletedTask;
    }

    [LoggerMessage(3121, LogLevel.Debug, "{Kind} for {User} about {Subject}, sound {Sound}, urgent {Urgent}: no service takes pushes")]
    private partial void LogKept(PushKind kind, string user, string subject, string? sound, bool urgent);
}
