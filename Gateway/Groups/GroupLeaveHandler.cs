using OrleansIm.Gateway.Routing;
using OrleansIm.Gateway.Sessions;
using OrleansIm.Protocol.Frames.Client.Groups;
using OrleansIm.Protocol.Frames.Server;

namespace OrleansIm.Gateway.Groups;

/// <summary>Leaves a group.</summary>
internal sealed class GroupLeaveHandler(GroupCalls calls) : IFrameHandler<GroupLeaveFrame>
{
    public ValueTask<ServerFrame?> HandleAsync(ClientSession session, GroupLeaveFrame frame) => calls.CallAsync(
        session, frame.Id!, frame.Group, (session.Facts.User, frame), static (grain, call) => grain.LeaveAsync(call.User));
}
