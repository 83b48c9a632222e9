using System.Text.Json.Nodes;
using OrleansIm.Load.Measure;
using OrleansIm.Load.Sockets;

namespace OrleansIm.Load.Traffic;

/// <summary>
/// Messages between online participants, every one followed from the send to its receipt and to each of its
/// receivers; in a closed loop (windows) or on a fixed arrival schedule.
/// </summary>
internal sealed class Exchange(LoadRun run, int fanout) : IPacer
{
    private readonly Latency _delivery = new();
    private readonly Latency _receipts = new();
    private readonly Latency _whole = new();
    private long _interval;
    private long _scheduled;
    private long _scheduleStart;
    private long _measureFrom;
    private long _measureTo = long.MaxValue;
    private long _completed;
    private long _deliveredInWindow;
    private long _completedInWindow;
    private long _deadSenders;
    private CpuSpan? _cpu;

    public List<Participant> Participants { get; } = [];

    /// <summary>Those of the participants that send.</summary>
    public IReadOnlyList<Participant> Senders { get; set; } = [];

    /// <summary>Deliveries that each message must make.</summary>
    public int Fanout { get; } = fanout;

    public Phase Phase { get; private set; }

    public bool IsOpenLoop => _interval > 0;

    public bool MaySend => Phase is Phase.Warmup or Phase.Measured;

    public LoadRun Run { get; } = run;

    public long Sent { get; set; }

    public long Acked { get; set; }

    public long Refused { get; set; }

    public long Received { get; private set; }

    public long Duplicates { get; set; }

    public long DupReceipts { get; set; }

    public long OutOfOrder { get; set; }

    /// <summary>Pushes that are no load messages (tips of the group's making).</summary>
    public long Others { get; set; }

    public long NextDue { get; private set; } = long.MaxValue;

    public bool IsSettled => Acked + Refused == Sent && Received == Acked * Fanout;

    public async Task RunAsync()
    {
        var options = Run.Options;
        var loop = Run.Loop;
        Phase = Phase.Warmup;
        Begin();
        Report();
        await loop.Delay(options.Warmup);
        _cpu = CpuSpan.Start(Run.Server);
        _measureFrom = EventLoop.Now;
        Phase = Phase.Measured;
        await loop.Delay(options.Seconds);
        Phase = Phase.Draining;
        _measureTo = EventLoop.Now;
        _cpu.Stop();
        NextDue = long.MaxValue;
        Run.Say("draining");
        if (!await loop.Until(() => IsSettled, options.Drain))
        {
            Run.Say($"not drained after {options.Drain} s");
        }

        // Room for copies that should not exist.
        await loop.Delay(0.5);
    }

    public void Fire(long now)
    {
        while (NextDue <= now)
        {
            var sender = Senders[(int)(_scheduled % Senders.Count)];
            if (!sender.TrySend(NextDue))
            {
                _deadSenders++;
            }

            _scheduled++;
            // From the start, not from the last: rounding must not change the rate.
            NextDue = _scheduleStart + (long)(_scheduled * 1e9 / Run.Options.Rate);
        }
    }

    public void OnReceipt(long sentAt, long now)
    {
        Acked++;
        if (Counts(sentAt))
        {
            _receipts.Record(now - sentAt);
        }
    }

    public void OnDelivery(long sentAt, long now)
    {
        Received++;
        if (Phase == Phase.Measured)
        {
            _deliveredInWindow++;
        }

        if (Counts(sentAt))
        {
            _delivery.Record(now - sentAt);
        }
    }

    /// <summary>A message has its receipt and is with all of its receivers: <paramref name="now"/> is when the last of them had it.</summary>
    public void OnCompleted(long sentAt, long now)
    {
        _completed++;
        if (Counts(sentAt))
        {
            _whole.Record(now - sentAt);
        }

        if (Phase == Phase.Measured)
        {
            _completedInWindow++;
        }
    }

    public JsonObject ToJson(out bool isExact)
    {
        var highest = Participants.GroupBy(p => p.ConversationName).ToDictionary(g => g.Key, g => g.Max(p => p.Highest));
        var holes = Participants.Sum(p => Math.Max(0, highest[p.ConversationName] + 1 - p.NextSeq));
        isExact = IsSettled && Refused == 0 && Duplicates == 0 && OutOfOrder == 0 && DupReceipts == 0 && holes == 0
            && _deadSenders == 0 && Sent > 0;
        var seconds = _cpu!.Seconds;
        var json = new JsonObject
        {
            ["users"] = Participants.Count,
            ["loop"] = IsOpenLoop ? "open" : "closed",
            ["seconds"] = Math.Round(seconds, 2),
            ["msgPerSecond"] = Math.Round(_completedInWindow / seconds, 1),
            ["deliveriesPerSecond"] = Math.Round(_deliveredInWindow / seconds, 1),
            ["deliveryMs"] = _delivery.ToJson(),
            ["receiptMs"] = _receipts.ToJson(),
            ["cpu"] = _cpu.ToJson(_completedInWindow, _deliveredInWindow),
            ["sent"] = Sent,
            ["acked"] = Acked,
            ["received"] = Received,
            ["expected"] = Acked * Fanout,
            ["completed"] = _completed,
            ["refused"] = Refused,
            ["duplicates"] = Duplicates,
            ["dupReceipts"] = DupReceipts,
            ["outOfOrder"] = OutOfOrder,
            ["holes"] = holes,
            ["deadSenders"] = _deadSenders,
            ["otherPushes"] = Others,
        };
        if (Fanout > 1)
        {
            json["wholeMs"] = _whole.ToJson();
            json["cpu"]!["serverMsPer1000Deliveries"] =
                _deliveredInWindow == 0 ? null : Math.Round(_cpu.ServerMs * 1000 / _deliveredInWindow, 3);
        }

        return json;
    }

    private bool Counts(long sentAt) => IsOpenLoop
        ? sentAt >= _measureFrom && sentAt < _measureTo && _measureFrom > 0
        : Phase == Phase.Measured;

    private void Begin()
    {
        if (Run.Options.Rate > 0)
        {
            _interval = (long)(1e9 / Run.Options.Rate);
            _scheduleStart = EventLoop.Now + EventLoop.Ticks(0.1);
            NextDue = _scheduleStart;
            Run.Loop.Pacer = this;
            return;
        }

        foreach (var sender in Senders)
        {
            sender.FillWindow(EventLoop.Now);
        }
    }

    private void Report()
    {
        var before = _completed;
        Run.Loop.At(EventLoop.Now + EventLoop.Ticks(5), () =>
        {
            if (MaySend)
            {
                Run.Say($"{Phase}: {(_completed - before) / 5} msg/s, {Sent - Acked - Refused} without a receipt");
                Report();
            }
        });
    }
}
