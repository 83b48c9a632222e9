using OrleansIm.Gateway.Messages;
using OrleansIm.Gateway.Routing;
using OrleansIm.Gateway.Sessions;
using OrleansIm.Protocol.Frames.Client.Personal;
using OrleansIm.Protocol.Frames.Server;

namespace OrleansIm.Gateway.Conversations;

/// <summary>Hides everything so far from the user itself.</summary>
internal sealed class ClearHandler(ConversationCalls calls) : IFrameHandler<ClearFrame>
{
    public async ValueTask<ServerFrame?> HandleAsync(ClientSession session, ClearFrame frame)
    {
        var result = await calls.ActAsync(session, frame.Conversation, seq: 0, static (grain, action) => grain.ClearAsync(action));
        session.Writes.Cleared(frame.Conversation, result.Seq);
        return ConversationCalls.Answer(frame.Id, "clear", frame.Conversation, result, target: 0);
    }
}
