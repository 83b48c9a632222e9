using OrleansIm.Gateway.Routing;
using OrleansIm.Gateway.Sessions;
using OrleansIm.Protocol.Frames.Client;
using OrleansIm.Protocol.Frames.Server;
using Polly;

namespace OrleansIm.Gateway.Conversations;

/// <summary>A page of the chat list.</summary>
internal sealed class ConversationsHandler(ResiliencePipeline retries) : IFrameHandler<ConversationsFrame>
{
    public async ValueTask<ServerFrame?> HandleAsync(ClientSession session, ConversationsFrame frame)
    {
        var page = await retries.ExecuteAsync(
            static async (call, _) => await call.session.User.ConversationsAsync(call.frame.After, call.frame.Limit), (session, frame));
        return page.Code == ErrorCode.None
            ? new ConversationsReceipt(
                frame.Id!, [.. page.Items.Select(item => Summaries.ToFrame(item, session))], page.Next, page.TotalUnread,
                page.TotalConversations)
            : new ErrorFrame(frame.Id, page.Code, "This is no cursor of the chat list.", 0);
    }
}
