using OrleansIm.Gateway.Routing;
using OrleansIm.Gateway.Sessions;
using OrleansIm.Protocol.Frames.Client.Groups;
using OrleansIm.Protocol.Frames.Server;

namespace OrleansIm.Gateway.Groups;

/// <summary>Makes a member an admin, or an admin a member.</summary>
internal sealed class GroupRoleHandler(GroupCalls calls) : IFrameHandler<GroupRoleFrame>
{
    public ValueTask<ServerFrame?> HandleAsync(ClientSession session, GroupRoleFrame frame) => calls.SeatAsync(
        session, frame.Id!, frame.Group, (session.Facts.User, frame), static (grain, call) => grain.AppointAsync(call.User, call.frame.User, call.frame.Role));
}
