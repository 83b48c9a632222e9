using OrleansIm.Gateway.Routing;
using OrleansIm.Gateway.Sessions;
using OrleansIm.Protocol.Frames.Client.Groups;
using OrleansIm.Protocol.Frames.Server;

namespace OrleansIm.Gateway.Groups;

/// <summary>Sets a group's picture.</summary>
internal sealed class GroupPortraitHandler(GroupCalls calls) : IFrameHandler<GroupPortraitFrame>
{
    public ValueTask<ServerFrame?> HandleAsync(ClientSession session, GroupPortraitFrame frame) => calls.CallAsync(
        session, frame.Id!, frame.Group, (session.Facts.User, frame), static (grain, call) => grain.PortraitAsync(call.User, call.frame.Portrait));
}
