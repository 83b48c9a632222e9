using OrleansIm.Gateway.Routing;
using OrleansIm.Gateway.Sessions;
using OrleansIm.Protocol.Frames.Client.Groups;
using OrleansIm.Protocol.Frames.Server;

namespace OrleansIm.Gateway.Groups;

/// <summary>Asks to be let into a group.</summary>
internal sealed class GroupJoinHandler(GroupCalls calls) : IFrameHandler<GroupJoinFrame>
{
    public ValueTask<ServerFrame?> HandleAsync(ClientSession session, GroupJoinFrame frame) => calls.CallAsync(
        session, frame.Id!, frame.Group, (session.Facts.User, frame), static (grain, call) => grain.JoinAsync(call.User, call.frame.Link, call.frame.Text));
}
