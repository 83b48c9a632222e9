using OrleansIm.Gateway.Routing;
using OrleansIm.Gateway.Sessions;
using OrleansIm.Protocol.Frames.Client.Groups;
using OrleansIm.Protocol.Frames.Server;

namespace OrleansIm.Gateway.Groups;

/// <summary>Keeps all but moderators from writing.</summary>
internal sealed class GroupMuteAllHandler(GroupCalls calls) : IFrameHandler<GroupMuteAllFrame>
{
    public ValueTask<ServerFrame?> HandleAsync(ClientSession session, GroupMuteAllFrame frame) => calls.SeatAsync(
        session, frame.Id!, frame.Group, (session.Facts.User, frame), static (grain, call) => grain.MuteAllAsync(call.User, call.frame.On));
}
