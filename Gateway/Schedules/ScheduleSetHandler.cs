using OrleansIm.Domain.Schedules;
using OrleansIm.Gateway.Messages;
using OrleansIm.Gateway.Routing;
using OrleansIm.Gateway.Sessions;
using OrleansIm.Protocol.Frames.Client.Schedules;
using OrleansIm.Protocol.Frames.Server;
using OrleansIm.Protocol.Frames.Server.Schedules;

namespace OrleansIm.Gateway.Schedules;

/// <summary>Keeps a message that is to be sent later.</summary>
internal sealed class ScheduleSetHandler(ScheduleCalls calls) : IFrameHandler<ScheduleSetFrame>
{
    public async ValueTask<ServerFrame?> HandleAsync(ClientSession session, ScheduleSetFrame frame)
    {
        var conversation = ConversationCalls.NameOf(frame.Message.To, session.Facts.User);
        if (!ConversationCalls.IsThinkable(conversation, session.Facts.User))
        {
            return ConversationCalls.Refusal(frame.Id, ErrorCode.NotFound, "There is no such conversation.");
        }

        var message = new ScheduledMessage(conversation, SendLanes.ToDraft(frame.Message), frame.At);
        var result = await calls.ChangeAsync(session, grain => grain.SetAsync(session.Facts.Session, message));
        return result.Code != ErrorCode.None ? ConversationCalls.Refusal(frame.Id, result.Code, result.Message)
            : frame.Id is null ? null
            : new ScheduleReceipt(frame.Id, conversation, message.Draft.ClientId, message.At, result.Dup);
    }
}
