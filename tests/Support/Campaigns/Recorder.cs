using System.Diagnostics;
using OrleansIm.Support.Checking;
using OrleansIm.Support.Checking.Gaps;

namespace OrleansIm.Support.Campaigns;

/// <summary>Writes down what clients asked and were told, for all of them at once.</summary>
public sealed class Recorder(int wanted = int.MaxValue)
{
    private readonly Lock _gate = new();
    private readonly Evidence _evidence = new();
    private readonly List<(int Count, TaskCompletionSource Reached)> _marks = [];
    private long _lastTick;
    private readonly List<Absence> _absences = [];
    private int _acked;
    private volatile bool _isEnough;

    public Evidence Evidence => _evidence;

    public int Acked => Volatile.Read(ref _acked);

    /// <summary>True when nobody is to begin anything new.</summary>
    public bool IsEnough => _isEnough || Acked >= wanted;

    /// <summary>Devices that lost their connection, and when they were logged in again.</summary>
    public IReadOnlyList<Absence> Absences => _absences;

    public int Retried { get; private set; }

    public int Delayed { get; private set; }

    /// <summary>Recalls that were refused since it was too late for them.</summary>
    public int Late { get; private set; }

    /// <summary>Longest time between two receipts, over all users.</summary>
    public TimeSpan LongestSilence { get; private set; }

    private long _lastAck;

    /// <summary>Completes when that many messages have been acknowledged.</summary>
    public Task ReachedAsync(int acked)
    {
        lock (_gate)
        {
            var reached = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            if (_acked >= acked)
            {
                reached.SetResult();
            }
            else
            {
                _marks.Add((acked, reached));
            }

            return reached.Task;
        }
    }

    /// <summary>Called right before a send goes to a connection.</summary>
    public void Invoke(SendAttempt send, string through)
    {
        lock (_gate)
        {
            var now = Tick();
            send.Tries.Add(new SendTry(now, through));
            if (send.Invoked == 0)
            {
                send.Invoked = now;
                _evidence.Sends.Add(send);
            }
            else
            {
                Retried++;
            }
        }
    }

    public void Ack(SendAttempt send, long seq)
    {
        List<TaskCompletionSource> reached = [];
        lock (_gate)
        {
            send.Receipts.Add(seq);
            if (send.Receipts.Count > 1)
            {
                return;
            }

            send.Acked = Tick();
            if (_lastAck != 0)
            {
                var silence = Stopwatch.GetElapsedTime(_lastAck, send.Acked);
                LongestSilence = silence > LongestSilence ? silence : LongestSilence;
            }

            _lastAck = send.Acked;
            _acked++;
            reached.AddRange(_marks.Where(mark => mark.Count <= _acked).Select(mark => mark.Reached));
            _marks.RemoveAll(mark => mark.Count <= _acked);
        }

        reached.ForEach(mark => mark.TrySetResult());
    }

    public void Delay(SendAttempt send)
    {
        lock (_gate)
        {
            send.WasDelayed = true;
            Delayed++;
        }
    }

    public void Refuse(SendAttempt send)
    {
        lock (_gate)
        {
            send.WasRefused = true;
        }
    }

    public void Recall(RecallAttempt recall)
    {
        lock (_gate)
        {
            _evidence.Recalls.Add(recall);
        }
    }

    public void TooLate()
    {
        lock (_gate)
        {
            Late++;
        }
    }

    public void Enough() => _isEnough = true;

    /// <summary>A device is logged in again that lost its connection at <paramref name="lost"/> (monotonic).</summary>
    public void Returned(long lost)
    {
        lock (_gate)
        {
            _absences.Add(new Absence(lost, Stopwatch.GetTimestamp()));
        }
    }

    public void Read(ReadMove read)
    {
        lock (_gate)
        {
            _evidence.Reads.Add(read);
        }
    }

    // Strictly rising, so that "before" never has to be decided between equal times.
    private long Tick() => _lastTick = Math.Max(_lastTick + 1, Stopwatch.GetTimestamp());
}
