using OrleansIm.Gateway.Routing;
using OrleansIm.Gateway.Sessions;
using OrleansIm.Protocol.Frames.Client.Groups;
using OrleansIm.Protocol.Frames.Server;

namespace OrleansIm.Gateway.Groups;

/// <summary>Keeps a member from writing for a while.</summary>
internal sealed class GroupMuteHandler(GroupCalls calls) : IFrameHandler<GroupMuteFrame>
{
    public ValueTask<ServerFrame?> HandleAsync(ClientSession session, GroupMuteFrame frame) => calls.SeatAsync(
        session, frame.Id!, frame.Group, (session.Facts.User, frame), static (grain, call) => grain.MuteAsync(call.User, call.frame.User, call.frame.Until));
}
