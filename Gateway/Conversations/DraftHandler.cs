using OrleansIm.Gateway.Routing;
using OrleansIm.Gateway.Sessions;
using OrleansIm.Protocol.Frames.Client;
using OrleansIm.Protocol.Frames.Server;

namespace OrleansIm.Gateway.Conversations;

/// <summary>Keeps what the user has begun to write. A message that this session has sent before was not this draft.</summary>
internal sealed class DraftHandler(ChatCalls calls) : IFrameHandler<DraftFrame>
{
    public ValueTask<ServerFrame?> HandleAsync(ClientSession session, DraftFrame frame) => calls.CallAsync(
        session, frame.Id, frame.Conversation, (session.Facts.Session, frame, Known: session.Writes.HeadOf(frame.Conversation)),
        static (grain, call) => grain.DraftAsync(call.Session, call.frame.Conversation, call.frame.Text, call.Known));
}
