using OrleansIm.Gateway.Routing;
using OrleansIm.Gateway.Sessions;
using OrleansIm.Protocol.Frames.Client;
using OrleansIm.Protocol.Frames.Server;

namespace OrleansIm.Gateway.Conversations;

/// <summary>Takes a conversation out of the user's chat list. What this session knows to be there is no news.</summary>
internal sealed class RemoveHandler(ChatCalls calls) : IFrameHandler<RemoveFrame>
{
    public ValueTask<ServerFrame?> HandleAsync(ClientSession session, RemoveFrame frame) => calls.CallAsync(
        session, frame.Id, frame.Conversation, (session.Facts.Session, frame, Known: session.Writes.HeadOf(frame.Conversation)),
        static (grain, call) => grain.RemoveAsync(call.Session, call.frame.Conversation, call.Known));
}
