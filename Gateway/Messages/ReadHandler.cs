using OrleansIm.Gateway.Routing;
using OrleansIm.Gateway.Sessions;
using OrleansIm.Protocol.Frames.Client;
using OrleansIm.Protocol.Frames.Server;

namespace OrleansIm.Gateway.Messages;

/// <summary>Moves the user's read cursor.</summary>
internal sealed class ReadHandler(ConversationCalls calls) : IFrameHandler<ReadFrame>
{
    public async ValueTask<ServerFrame?> HandleAsync(ClientSession session, ReadFrame frame)
    {
        var result = await calls.ActAsync(
            session, frame.Conversation, frame.Seq, static (grain, action) => grain.ReadAsync(action));
        session.Writes.Read(frame.Conversation, result.Seq);
        return ConversationCalls.Answer(frame.Id, "read", frame.Conversation, result, target: 0);
    }
}
