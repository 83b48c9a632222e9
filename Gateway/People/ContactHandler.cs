using OrleansIm.Domain.Conversations;
using OrleansIm.Domain.People;
using OrleansIm.Gateway.Messages;
using OrleansIm.Gateway.Presence;
using OrleansIm.Gateway.Routing;
using OrleansIm.Gateway.Sessions;
using OrleansIm.Grains.Interfaces;
using OrleansIm.Grains.Interfaces.Conversations;
using OrleansIm.Grains.Interfaces.People;
using OrleansIm.Protocol.Frames.Client.People;
using OrleansIm.Protocol.Frames.Server;
using OrleansIm.Protocol.Frames.Server.People;
using Polly;

namespace OrleansIm.Gateway.People;

/// <summary>What the user does about another goes to the place where the two have to do with each other: their conversation.</summary>
internal sealed class ContactHandler(IGrainFactory grains, PresenceBoard presence, ResiliencePipeline retries) : IFrameHandler<ContactFrame>
{
    public async ValueTask<ServerFrame?> HandleAsync(ClientSession session, ContactFrame frame)
    {
        var conversation = ConversationId.Direct(session.Facts.User, frame.User);
        var grain = grains.GetGrain<IConversationPeopleGrain>(GrainKeys.Conversation(conversation));
        var order = new ContactOrder(
            session.Facts.User, session.Facts.Session, (ContactAct)frame.Event, frame.Greeting, frame.Change);
        var result = await retries.ExecuteAsync(
            static async (call, _) =>
            {
                var result = await call.grain.ContactAsync(call.order);
                BusyException.ThrowIf(result.Code, result.Message);
                return result;
            },
            (grain, order));
        if (result.Code != ErrorCode.None)
        {
            return ConversationCalls.Refusal(frame.Id, result.Code, result.Message);
        }

        session.Writes.Wrote(conversation, result.Seq);
        presence.Reconsider(session.KnownPresence, frame.User);
        return new ContactReceipt(
            frame.Id!, new ContactLine(frame.User, result.Side!), result.Revision, result.Dup, result.Seq > 0 ? conversation : null, result.Seq);
    }
}
