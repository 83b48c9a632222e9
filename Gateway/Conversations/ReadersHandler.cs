using OrleansIm.Gateway.Messages;
using OrleansIm.Gateway.Routing;
using OrleansIm.Gateway.Sessions;
using OrleansIm.Protocol.Frames.Client.Personal;
using OrleansIm.Protocol.Frames.Server.Personal;
using OrleansIm.Protocol.Frames.Server;

namespace OrleansIm.Gateway.Conversations;

/// <summary>Tells who has read a message, unless the one who asks does not say that of itself.</summary>
internal sealed class ReadersHandler(ConversationCalls calls, OwnSettingsCalls settings) : IFrameHandler<ReadersFrame>
{
    public async ValueTask<ServerFrame?> HandleAsync(ClientSession session, ReadersFrame frame)
    {
        if (!await settings.ReadReceiptsAsync(session))
        {
            return ConversationCalls.Refusal(frame.Id, ErrorCode.Forbidden, "Who has switched read receipts off is told of none.");
        }

        var result = await calls.ReadersAsync(session, frame.Conversation, frame.Seq);
        return result.Code == ErrorCode.None
            ? new ReadersReceipt(frame.Id!, frame.Conversation, frame.Seq, result.Users, result.Count, result.Members, result.Delivered)
            : ConversationCalls.Refusal(frame.Id, result.Code, result.Message);
    }
}
