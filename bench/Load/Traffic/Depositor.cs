using OrleansIm.Load.Frames;
using OrleansIm.Load.Measure;
using OrleansIm.Load.Sockets;

namespace OrleansIm.Load.Traffic;

/// <summary>Sends a fixed number of messages to absent users, taking turns among them, with a window.</summary>
internal sealed class Depositor(LoadRun run, int index, SendTemplate[] targets, int total, Latency receipts) : ISessionEvents
{
    private readonly long[] _sentAt = new long[total];

    public Session? Session { get; set; }

    public int Sent { get; private set; }

    public int Acked { get; private set; }

    public int Refused { get; private set; }

    public bool IsDone => Acked + Refused == total;

    public void Start()
    {
        for (var i = 0; i < run.Options.Window; i++)
        {
            TrySend(EventLoop.Now);
        }
    }

    public void OnReceipt(Session session, in FrameView frame, long now)
    {
        if (!SendTemplate.TryReadId(frame.Re, out var target, out var number)
            || (uint)number >= (uint)Sent || _sentAt[number] == 0 || target != number % targets.Length)
        {
            run.Errors.Add("stray_receipt");
            return;
        }

        // Answers to different conversations may overtake each other, those within one conversation carry 1, 2, 3, ...
        if (frame.Seq != (number / targets.Length) + 1)
        {
            run.Errors.Add("seq_not_in_send_order");
        }

        receipts.Record(now - _sentAt[number]);
        _sentAt[number] = 0;
        Acked++;
        TrySend(now);
    }

    public void OnError(Session session, in FrameView frame, long now)
    {
        Refused++;
        run.Loop.At(now + EventLoop.Ticks(Math.Max(0.1, frame.RetryAfter / 1000.0)), () => TrySend(EventLoop.Now));
    }

    public void OnMessage(Session session, in MessageView message, bool isBacklog, long now) =>
        run.Errors.Add("push_to_own_device");

    public void OnReadEnd(Session session)
    {
    }

    public void OnClosed(Session session, string code)
    {
    }

    private void TrySend(long now)
    {
        if (Sent == total || Session is not { IsReady: true } session)
        {
            return;
        }

        var number = Sent++;
        var target = number % targets.Length;
        _sentAt[number] = now;
        var template = targets[target];
        template.Write(session.Begin(template.Length), new Stamp(now, index, target, number));
        session.Commit(template.Length);
    }
}
