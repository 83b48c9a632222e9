using System.Security.Cryptography;
using OrleansIm.Domain.Calls;
using OrleansIm.Domain.Conversations;
using OrleansIm.Gateway.Messages;
using OrleansIm.Gateway.Routing;
using OrleansIm.Gateway.Sessions;
using OrleansIm.Grains.Interfaces.Calls;
using OrleansIm.Protocol.Frames.Client.Calls;
using OrleansIm.Protocol.Frames.Server;

namespace OrleansIm.Gateway.Calls;

/// <summary>The user calls. The new call's id is made here, so that a request that is tried again rings once.</summary>
internal sealed class CallInviteHandler(CallCalls calls) : IFrameHandler<CallInviteFrame>
{
    private const int NumberBytes = 12;

    public async ValueTask<ServerFrame?> HandleAsync(ClientSession session, CallInviteFrame frame)
    {
        var facts = session.Facts;
        if (!session.Calls.TryInvite(out var wait))
        {
            return CallCalls.TooFast(frame.Id, wait);
        }

        var conversation = ConversationCalls.NameOf(frame.To, facts.User);
        if (!ConversationCalls.IsThinkable(conversation, facts.User))
        {
            return ConversationCalls.Refusal(frame.Id, ErrorCode.NotFound, "There is no such conversation.");
        }

        var id = CallId.Of(Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(NumberBytes)), conversation);
        var result = await calls.CallAsync(
            conversation,
            new CallOrder(id, facts.User, facts.Device, facts.Session, frame.Media, frame.Users is null ? null : [.. frame.Users], frame.Offer),
            static (grain, order) => grain.InviteAsync(order));
        if (result is { Code: ErrorCode.None, Standing: { } standing } && (standing.Call == id || !ConversationId.IsGroup(conversation)))
        {
            session.Calls.Note(CallAct.None, standing);
        }

        return CallCalls.Answer(frame.Id, result);
    }
}
