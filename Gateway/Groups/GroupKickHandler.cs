using OrleansIm.Gateway.Routing;
using OrleansIm.Gateway.Sessions;
using OrleansIm.Protocol.Frames.Client.Groups;
using OrleansIm.Protocol.Frames.Server;

namespace OrleansIm.Gateway.Groups;

/// <summary>Removes members of a group.</summary>
internal sealed class GroupKickHandler(GroupCalls calls) : IFrameHandler<GroupKickFrame>
{
    public ValueTask<ServerFrame?> HandleAsync(ClientSession session, GroupKickFrame frame) => calls.SeatAsync(
        session, frame.Id!, frame.Group, (session.Facts.User, frame), static (grain, call) => grain.KickAsync(call.User, [.. call.frame.Users]));
}
