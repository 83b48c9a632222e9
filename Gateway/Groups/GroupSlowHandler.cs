using OrleansIm.Gateway.Routing;
using OrleansIm.Gateway.Sessions;
using OrleansIm.Protocol.Frames.Client.Groups;
using OrleansIm.Protocol.Frames.Server;

namespace OrleansIm.Gateway.Groups;

/// <summary>Has all but moderators write slowly.</summary>
internal sealed class GroupSlowHandler(GroupCalls calls) : IFrameHandler<GroupSlowFrame>
{
    public ValueTask<ServerFrame?> HandleAsync(ClientSession session, GroupSlowFrame frame) => calls.SeatAsync(
        session, frame.Id!, frame.Group, (session.Facts.User, frame), static (grain, call) => grain.SlowAsync(call.User, call.frame.Seconds));
}
