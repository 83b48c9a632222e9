using OrleansIm.Gateway.Routing;
using OrleansIm.Gateway.Sessions;
using OrleansIm.Protocol.Frames.Client.Groups;
using OrleansIm.Protocol.Frames.Server;

namespace OrleansIm.Gateway.Groups;

/// <summary>Hands a group over.</summary>
internal sealed class GroupTransferHandler(GroupCalls calls) : IFrameHandler<GroupTransferFrame>
{
    public ValueTask<ServerFrame?> HandleAsync(ClientSession session, GroupTransferFrame frame) => calls.SeatAsync(
        session, frame.Id!, frame.Group, (session.Facts.User, frame), static (grain, call) => grain.TransferAsync(call.User, call.frame.User));
}
