using OrleansIm.Gateway.Routing;
using OrleansIm.Gateway.Sessions;
using OrleansIm.Protocol.Frames.Client.Groups;
using OrleansIm.Protocol.Frames.Server;

namespace OrleansIm.Gateway.Groups;

/// <summary>Sets a group's announcement.</summary>
internal sealed class GroupAnnounceHandler(GroupCalls calls) : IFrameHandler<GroupAnnounceFrame>
{
    public ValueTask<ServerFrame?> HandleAsync(ClientSession session, GroupAnnounceFrame frame) => calls.CallAsync(
        session, frame.Id!, frame.Group, (session.Facts.User, frame), static (grain, call) => grain.AnnounceAsync(call.User, call.frame.Text));
}
