using OrleansIm.Load.Frames;
using OrleansIm.Load.Measure;

namespace OrleansIm.Load.Traffic;

/// <summary>A user who comes back and drains what was stored for it, one conversation per sender.</summary>
internal sealed class Returner : ISessionEvents
{
    private readonly LoadRun _run;
    private readonly byte[][] _conversations;
    private readonly SeqTracker[] _seqs;
    private readonly int[] _numbers;
    private readonly List<int> _touched = [];

    public Returner(LoadRun run, byte[][] conversations)
    {
        _run = run;
        _conversations = conversations;
        _seqs = [.. conversations.Select(_ => new SeqTracker(1))];
        _numbers = [.. conversations.Select(_ => -1)];
    }

    public long Received { get; private set; }

    public long FromBacklog { get; private set; }

    public long Duplicates { get; private set; }

    public long OutOfOrder { get; private set; }

    public long LastAt { get; private set; }

    public long Holes => _seqs.Sum(s => Math.Max(0, s.Highest + 1 - s.Next));

    public void OnReceipt(Session session, in FrameView frame, long now) => _run.Errors.Add("stray_receipt");

    public void OnError(Session session, in FrameView frame, long now)
    {
    }

    public void OnMessage(Session session, in MessageView message, bool isBacklog, long now)
    {
        if (!Stamp.TryRead(message.Text, out var stamp) || (uint)stamp.Sender >= (uint)_conversations.Length
            || !message.Conversation.SequenceEqual(_conversations[stamp.Sender]))
        {
            _run.Errors.Add("wrong_message");
            return;
        }

        var sender = stamp.Sender;
        _touched.Add(sender);
        if (!_seqs[sender].Push(message.Seq, out var outOfOrder))
        {
            Duplicates++;
            return;
        }

        // The sender's own numbering must ascend too, not only the server's.
        OutOfOrder += outOfOrder || stamp.Number <= _numbers[sender] ? 1 : 0;
        _numbers[sender] = stamp.Number;
        Received++;
        FromBacklog += isBacklog ? 1 : 0;
        LastAt = now;
    }

    public void OnReadEnd(Session session)
    {
        if (_touched.Count == 0)
        {
            return;
        }

        var writer = new AckWriter(session);
        foreach (var sender in _touched)
        {
            if (_seqs[sender].TryAck(out var seq))
            {
                writer.Add(_conversations[sender], seq);
            }
        }

        writer.Dispose();
        _touched.Clear();
    }

    public void OnClosed(Session session, string code)
    {
    }
}
