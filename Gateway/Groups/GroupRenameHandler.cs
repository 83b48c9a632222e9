using OrleansIm.Gateway.Routing;
using OrleansIm.Gateway.Sessions;
using OrleansIm.Protocol.Frames.Client.Groups;
using OrleansIm.Protocol.Frames.Server;

namespace OrleansIm.Gateway.Groups;

/// <summary>Names a group.</summary>
internal sealed class GroupRenameHandler(GroupCalls calls) : IFrameHandler<GroupRenameFrame>
{
    public ValueTask<ServerFrame?> HandleAsync(ClientSession session, GroupRenameFrame frame) => calls.CallAsync(
        session, frame.Id!, frame.Group, (session.Facts.User, frame), static (grain, call) => grain.RenameAsync(call.User, call.frame.Name));
}
