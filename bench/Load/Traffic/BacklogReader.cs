using OrleansIm.Load.Frames;

namespace OrleansIm.Load.Traffic;

/// <summary>Takes whatever comes and acks it, conversation by conversation.</summary>
internal sealed class BacklogReader(LoadRun run) : ISessionEvents
{
    private readonly List<(byte[] Conversation, long Seq)> _owed = [];

    public long Messages { get; private set; }

    public void OnReceipt(Session session, in FrameView frame, long now) => run.Errors.Add("stray_receipt");

    public void OnError(Session session, in FrameView frame, long now)
    {
    }

    public void OnMessage(Session session, in MessageView message, bool isBacklog, long now)
    {
        Messages++;
        _owed.Add((message.Conversation.ToArray(), message.Seq));
    }

    public void OnReadEnd(Session session)
    {
        if (_owed.Count == 0)
        {
            return;
        }

        var writer = new AckWriter(session);
        foreach (var (conversation, seq) in _owed)
        {
            writer.Add(conversation, seq);
        }

        writer.Dispose();
        _owed.Clear();
    }

    public void OnClosed(Session session, string code)
    {
    }
}
