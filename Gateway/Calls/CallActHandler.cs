using OrleansIm.Domain.Calls;
using OrleansIm.Gateway.Messages;
using OrleansIm.Gateway.Routing;
using OrleansIm.Gateway.Sessions;
using OrleansIm.Grains.Interfaces.Calls;
using OrleansIm.Protocol.Frames.Client.Calls;
using OrleansIm.Protocol.Frames.Server;

namespace OrleansIm.Gateway.Calls;

/// <summary>The user does something in a call.</summary>
internal sealed class CallActHandler(CallCalls calls) : IFrameHandler<CallActFrame>
{
    public async ValueTask<ServerFrame?> HandleAsync(ClientSession session, CallActFrame frame)
    {
        var facts = session.Facts;
        if (!CallId.TryParse(frame.Call, out var conversation) || !ConversationCalls.IsThinkable(conversation, facts.User))
        {
            return CallCalls.NoSuchCall(frame.Id);
        }

        if (!session.Calls.TrySignal(out var wait))
        {
            return CallCalls.TooFast(frame.Id, wait);
        }

        var result = await calls.CallAsync(
            conversation,
            new CallDeed(frame.Call, facts.User, facts.Device, facts.Session, frame.Act, frame.To, frame.Payload),
            static (grain, deed) => grain.ActAsync(deed));
        if (result is { Code: ErrorCode.None, Standing: { } standing })
        {
            session.Calls.Note(frame.Act, standing);
        }

        return CallCalls.Answer(frame.Id, result);
    }
}
