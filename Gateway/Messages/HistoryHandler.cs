using OrleansIm.Gateway.Routing;
using OrleansIm.Gateway.Sessions;
using OrleansIm.Grains.Interfaces.Conversations;
using OrleansIm.Protocol.Frames.Client;
using OrleansIm.Protocol.Frames.Server;

namespace OrleansIm.Gateway.Messages;

/// <summary>Reads a range of a conversation.</summary>
internal sealed class HistoryHandler(ConversationCalls calls) : IFrameHandler<HistoryFrame>
{
    public async ValueTask<ServerFrame?> HandleAsync(ClientSession session, HistoryFrame frame)
    {
        var result = await calls.HistoryAsync(
            frame.Conversation, new HistoryRequest(session.Facts.User, frame.Before, frame.After, frame.Limit));
        return result.Code == ErrorCode.None
            ? new HistoryReceipt(frame.Id!, frame.Conversation, [.. result.Items.Select(item => session.Adapt(item))], result.More)
            : ConversationCalls.Refusal(frame.Id, result.Code, result.Message);
    }
}
