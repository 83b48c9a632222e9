using OrleansIm.Gateway.Routing;
using OrleansIm.Gateway.Sessions;
using OrleansIm.Protocol.Frames.Client.Groups;
using OrleansIm.Protocol.Frames.Server;

namespace OrleansIm.Gateway.Groups;

/// <summary>Answers a request to join a group.</summary>
internal sealed class GroupApproveHandler(GroupCalls calls) : IFrameHandler<GroupApproveFrame>
{
    public ValueTask<ServerFrame?> HandleAsync(ClientSession session, GroupApproveFrame frame) => calls.CallAsync(
        session, frame.Id!, frame.Group, (session.Facts.User, frame), static (grain, call) => grain.ApproveAsync(call.User, call.frame.User, call.frame.Accept));
}
