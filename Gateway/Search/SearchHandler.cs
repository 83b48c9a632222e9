using OrleansIm.Gateway.Messages;
using OrleansIm.Gateway.Routing;
using OrleansIm.Gateway.Sessions;
using OrleansIm.Grains.Interfaces;
using OrleansIm.Grains.Interfaces.Search;
using OrleansIm.Protocol.Frames.Client;
using OrleansIm.Protocol.Frames.Server;

namespace OrleansIm.Gateway.Search;

/// <summary>Finds the user's messages. Asked once and not again by itself: what is too much for the server now is not made more.</summary>
internal sealed class SearchHandler(IGrainFactory grains) : IFrameHandler<SearchFrame>
{
    public async ValueTask<ServerFrame?> HandleAsync(ClientSession session, SearchFrame frame)
    {
        var user = session.Facts.User;
        if (frame.Conversation is { } conversation && !ConversationCalls.IsThinkable(conversation, user))
        {
            return ConversationCalls.Refusal(frame.Id, ErrorCode.NotFound, "There is no such conversation.");
        }

        var result = await grains.GetGrain<ISearchGrain>(GrainKeys.User(user))
            .SearchAsync(new SearchRequest(frame.Text, frame.Conversation, frame.Before, frame.Limit));
        return result.Code == ErrorCode.None
            ? new SearchReceipt(frame.Id!, [.. result.Items.Select(item => session.Adapt(item))], result.Next)
            : ConversationCalls.Refusal(frame.Id, result.Code, result.Message);
    }
}
