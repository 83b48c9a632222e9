using OrleansIm.Gateway.Routing;
using OrleansIm.Gateway.Sessions;
using OrleansIm.Grains.Interfaces.Conversations;
using OrleansIm.Protocol.Frames.Client;
using OrleansIm.Protocol.Frames.Server;

namespace OrleansIm.Gateway.Messages;

/// <summary>Reacts to a message, or takes that back.</summary>
internal sealed class ReactHandler(ConversationCalls calls) : IFrameHandler<ReactFrame>
{
    public async ValueTask<ServerFrame?> HandleAsync(ClientSession session, ReactFrame frame)
    {
        var result = await calls.ActAsync(
            frame.Conversation, session.Facts.User,
            new ReactAction(session.Facts.User, session.Facts.Session, frame.Seq, frame.Emoji, frame.Add),
            static (grain, action) => grain.ReactAsync(action));
        session.Writes.Wrote(frame.Conversation, result.Seq);
        return ConversationCalls.Answer(frame.Id, "react", frame.Conversation, result, frame.Seq);
    }
}
