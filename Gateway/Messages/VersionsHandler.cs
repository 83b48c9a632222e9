using OrleansIm.Gateway.Routing;
using OrleansIm.Gateway.Sessions;
using OrleansIm.Grains.Interfaces.Conversations;
using OrleansIm.Protocol.Frames.Client;
using OrleansIm.Protocol.Frames.Server;

namespace OrleansIm.Gateway.Messages;

/// <summary>Tells what a message said before it was edited.</summary>
internal sealed class VersionsHandler(ConversationCalls calls) : IFrameHandler<VersionsFrame>
{
    public async ValueTask<ServerFrame?> HandleAsync(ClientSession session, VersionsFrame frame)
    {
        var result = await calls.VersionsAsync(
            frame.Conversation, new VersionsRequest(session.Facts.User, frame.Seq, frame.After, frame.Limit));
        return result.Code == ErrorCode.None
            ? new VersionsReceipt(frame.Id!, frame.Conversation, frame.Seq, result.Versions, result.More)
            : ConversationCalls.Refusal(frame.Id, result.Code, result.Message);
    }
}
