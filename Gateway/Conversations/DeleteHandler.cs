using OrleansIm.Gateway.Messages;
using OrleansIm.Gateway.Routing;
using OrleansIm.Gateway.Sessions;
using OrleansIm.Grains.Interfaces.Personal;
using OrleansIm.Protocol.Frames.Client.Personal;
using OrleansIm.Protocol.Frames.Server.Personal;
using OrleansIm.Protocol.Frames.Server;

namespace OrleansIm.Gateway.Conversations;

/// <summary>Hides messages from the user itself.</summary>
internal sealed class DeleteHandler(ConversationCalls calls) : IFrameHandler<DeleteFrame>
{
    public async ValueTask<ServerFrame?> HandleAsync(ClientSession session, DeleteFrame frame)
    {
        var result = await calls.HideAsync(
            frame.Conversation, new HideAction(session.Facts.User, session.Facts.Session, frame.Seqs));
        session.Writes.Hid(frame.Conversation, result.Hides);
        return result.Code != ErrorCode.None ? ConversationCalls.Refusal(frame.Id, result.Code, result.Message)
            : frame.Id is null ? null
            : new DeleteReceipt(frame.Id, frame.Conversation, result.Hides);
    }
}
