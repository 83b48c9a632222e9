using OrleansIm.Gateway.Routing;
using OrleansIm.Gateway.Sessions;
using OrleansIm.Protocol.Frames.Client.Groups;
using OrleansIm.Protocol.Frames.Server;

namespace OrleansIm.Gateway.Groups;

/// <summary>Brings others into a group, or proposes them.</summary>
internal sealed class GroupInviteHandler(GroupCalls calls) : IFrameHandler<GroupInviteFrame>
{
    public ValueTask<ServerFrame?> HandleAsync(ClientSession session, GroupInviteFrame frame) => calls.CallAsync(
        session, frame.Id!, frame.Group, (session.Facts.User, frame), static (grain, call) => grain.InviteAsync(call.User, [.. call.frame.Users]));
}
