using OrleansIm.Gateway.Routing;
using OrleansIm.Gateway.Sessions;
using OrleansIm.Grains.Interfaces.Conversations;
using OrleansIm.Protocol.Frames.Client;
using OrleansIm.Protocol.Frames.Server;

namespace OrleansIm.Gateway.Messages;

/// <summary>Gives a text another content.</summary>
internal sealed class EditHandler(ConversationCalls calls) : IFrameHandler<EditFrame>
{
    public async ValueTask<ServerFrame?> HandleAsync(ClientSession session, EditFrame frame)
    {
        var result = await calls.ActAsync(
            frame.Conversation, session.Facts.User,
            new EditAction(session.Facts.User, session.Facts.Session, frame.Seq, frame.Content),
            static (grain, action) => grain.EditAsync(action));
        session.Writes.Wrote(frame.Conversation, result.Seq);
        return ConversationCalls.Answer(frame.Id, "edit", frame.Conversation, result, frame.Seq);
    }
}
