using OrleansIm.Gateway.Routing;
using OrleansIm.Gateway.Sessions;
using OrleansIm.Protocol.Frames.Client;
using OrleansIm.Protocol.Frames.Server;

namespace OrleansIm.Gateway.Conversations;

/// <summary>Changes the user's own settings of a conversation.</summary>
internal sealed class ConversationSetHandler(ChatCalls calls) : IFrameHandler<ConversationSetFrame>
{
    public ValueTask<ServerFrame?> HandleAsync(ClientSession session, ConversationSetFrame frame) => calls.CallAsync(
        session, frame.Id, frame.Conversation, (session.Facts.Session, frame),
        static (grain, call) => grain.SetAsync(call.Session, call.frame.Conversation, call.frame.Change));
}
