using OrleansIm.Gateway.Routing;
using OrleansIm.Gateway.Sessions;
using OrleansIm.Protocol.Frames.Client;
using OrleansIm.Protocol.Frames.Server;

namespace OrleansIm.Gateway.Messages;

/// <summary>Takes a message back.</summary>
internal sealed class RecallHandler(ConversationCalls calls) : IFrameHandler<RecallFrame>
{
    public async ValueTask<ServerFrame?> HandleAsync(ClientSession session, RecallFrame frame)
    {
        var result = await calls.ActAsync(
            session, frame.Conversation, frame.Seq, static (grain, action) => grain.RecallAsync(action));
        session.Writes.Wrote(frame.Conversation, result.Seq);
        return ConversationCalls.Answer(frame.Id, "recall", frame.Conversation, result, frame.Seq);
    }
}
