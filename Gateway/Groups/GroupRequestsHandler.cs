using OrleansIm.Gateway.Messages;
using OrleansIm.Gateway.Routing;
using OrleansIm.Gateway.Sessions;
using OrleansIm.Grains.Interfaces.Groups;
using OrleansIm.Protocol.Frames.Client.Groups;
using OrleansIm.Protocol.Frames.Server;
using OrleansIm.Protocol.Frames.Server.Groups;

namespace OrleansIm.Gateway.Groups;

/// <summary>A page of who waits to be let into a group.</summary>
internal sealed class GroupRequestsHandler(GroupCalls calls) : IFrameHandler<GroupRequestsFrame>
{
    public async ValueTask<ServerFrame?> HandleAsync(ClientSession session, GroupRequestsFrame frame)
    {
        var answer = await calls.AskAsync(
            frame.Group, (session.Facts.User, frame),
            static (IGroupGrain grain, (string User, GroupRequestsFrame Frame) call) => grain.RequestsAsync(call.User, call.Frame.After, call.Frame.Limit),
            static answer => answer.Code);
        return answer.Code == ErrorCode.None
            ? new GroupRequestsReceipt(
                frame.Id!, frame.Group, [.. answer.Items.Select(static one => new GroupRequestLine(one.User, one.By, one.Text, one.Time))], answer.More)
            : ConversationCalls.Refusal(frame.Id, answer.Code, answer.Message);
    }
}
