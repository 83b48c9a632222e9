using OrleansIm.Gateway.Routing;
using OrleansIm.Gateway.Sessions;
using OrleansIm.Protocol.Frames.Client.Groups;
using OrleansIm.Protocol.Frames.Server;

namespace OrleansIm.Gateway.Groups;

/// <summary>Sets how one joins a group, and what newcomers may look up.</summary>
internal sealed class GroupSetHandler(GroupCalls calls) : IFrameHandler<GroupSetFrame>
{
    public ValueTask<ServerFrame?> HandleAsync(ClientSession session, GroupSetFrame frame) => calls.CallAsync(
        session, frame.Id!, frame.Group, (session.Facts.User, frame), static (grain, call) => grain.SetAsync(call.User, call.frame.JoinBy, call.frame.History));
}
