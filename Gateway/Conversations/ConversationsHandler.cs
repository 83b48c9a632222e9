using OrleansIm.Gateway.Messages;
using OrleansIm.Gateway.Routing;
using OrleansIm.Gateway.Sessions;
using OrleansIm.Grains.Interfaces.Users;
using OrleansIm.Protocol.Frames.Client;
using OrleansIm.Protocol.Frames.Server;
using Polly;

namespace OrleansIm.Gateway.Conversations;

/// <summary>A page of the chat list. It shows at least what this session was told has taken effect.</summary>
internal sealed class ConversationsHandler(ResiliencePipeline retries) : IFrameHandler<ConversationsFrame>
{
    public async ValueTask<ServerFrame?> HandleAsync(ClientSession session, ConversationsFrame frame)
    {
        var marks = session.Writes.Take();
        var page = await retries.ExecuteAsync(
            static async (call, _) =>
            {
                var page = await call.session.User.ConversationsAsync(call.frame.After, call.frame.Limit, call.marks);
                BusyException.ThrowIf(page.Code);
                return page;
            },
            (session, frame, marks));
        return page.Code == ErrorCode.None ? Answer(session, frame, page) : new ErrorFrame(frame.Id, page.Code, "This is no cursor of the chat list.", 0);
    }

    private static ConversationsReceipt Answer(ClientSession session, ConversationsFrame frame, ChatListPage page) => new(
        frame.Id!, [.. page.Items.Select(item => Summaries.ToFrame(item, session))], page.Next, page.TotalUnread, page.TotalConversations);
}
