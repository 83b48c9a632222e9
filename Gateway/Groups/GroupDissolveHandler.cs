using OrleansIm.Gateway.Routing;
using OrleansIm.Gateway.Sessions;
using OrleansIm.Protocol.Frames.Client.Groups;
using OrleansIm.Protocol.Frames.Server;

namespace OrleansIm.Gateway.Groups;

/// <summary>Ends a group for everybody.</summary>
internal sealed class GroupDissolveHandler(GroupCalls calls) : IFrameHandler<GroupDissolveFrame>
{
    public ValueTask<ServerFrame?> HandleAsync(ClientSession session, GroupDissolveFrame frame) => calls.SeatAsync(
        session, frame.Id!, frame.Group, (session.Facts.User, frame), static (grain, call) => grain.DissolveAsync(call.User));
}
