using OrleansIm.Gateway.Messages;
using OrleansIm.Gateway.Routing;
using OrleansIm.Gateway.Sessions;
using OrleansIm.Grains.Interfaces;
using OrleansIm.Grains.Interfaces.Users;
using OrleansIm.Protocol.Frames.Client.Personal;
using OrleansIm.Protocol.Frames.Server.Personal;
using OrleansIm.Protocol.Frames.Server;
using Polly;

namespace OrleansIm.Gateway.Conversations;

/// <summary>Tells which messages the user has hidden from itself.</summary>
internal sealed class DeletedHandler(IGrainFactory grains, ResiliencePipeline retries) : IFrameHandler<DeletedFrame>
{
    public async ValueTask<ServerFrame?> HandleAsync(ClientSession session, DeletedFrame frame)
    {
        var page = await retries.ExecuteAsync(
            static async (call, _) =>
            {
                var page = await call.grain.HiddenAsync(call.frame.Conversation, call.frame.After, call.frame.Limit);
                BusyException.ThrowIf(page.Code);
                return page;
            },
            (grain: grains.GetGrain<IUserChatsGrain>(GrainKeys.User(session.Facts.User)), frame));
        return page.Code == ErrorCode.None
            ? new DeletedReceipt(frame.Id!, frame.Conversation, page.Seqs, page.More)
            : ConversationCalls.Refusal(frame.Id, page.Code, "There is no such conversation.");
    }
}
