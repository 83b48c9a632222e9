using OrleansIm.Load.Frames;

namespace OrleansIm.Load.Traffic;

/// <summary>What a session tells whoever drives it. All calls come from the event loop's thread.</summary>
internal interface ISessionEvents
{
    /// <summary>An answer to a request that nobody awaits.</summary>
    void OnReceipt(Session session, in FrameView frame, long now);

    /// <summary>A refusal of a request that nobody awaits.</summary>
    void OnError(Session session, in FrameView frame, long now);

    /// <summary>A message, pushed live or from the backlog.</summary>
    void OnMessage(Session session, in MessageView message, bool isBacklog, long now);

    /// <summary>All frames of one read were handled: the moment to ack.</summary>
    void OnReadEnd(Session session);

    /// <summary>The connection ended; <paramref name="code"/> is empty if this side closed it.</summary>
    void OnClosed(Session session, string code);
}
