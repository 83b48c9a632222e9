using OrleansIm.Gateway.Messages;
using OrleansIm.Gateway.Routing;
using OrleansIm.Gateway.Sessions;
using OrleansIm.Protocol.Frames.Client.Schedules;
using OrleansIm.Protocol.Frames.Server;
using OrleansIm.Protocol.Frames.Server.Schedules;

namespace OrleansIm.Gateway.Schedules;

/// <summary>Drops a message that was to be sent later.</summary>
internal sealed class ScheduleCancelHandler(ScheduleCalls calls) : IFrameHandler<ScheduleCancelFrame>
{
    public async ValueTask<ServerFrame?> HandleAsync(ClientSession session, ScheduleCancelFrame frame)
    {
        var result = await calls.ChangeAsync(session, grain => grain.CancelAsync(session.Facts.Session, frame.Conversation, frame.ClientId));
        return result.Code != ErrorCode.None ? ConversationCalls.Refusal(frame.Id, result.Code, result.Message)
            : frame.Id is null ? null
            : new ScheduleReceipt(frame.Id, frame.Conversation, frame.ClientId, 0, Dup: false);
    }
}
