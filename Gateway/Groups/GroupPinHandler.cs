using OrleansIm.Gateway.Routing;
using OrleansIm.Gateway.Sessions;
using OrleansIm.Protocol.Frames.Client.Groups;
using OrleansIm.Protocol.Frames.Server;

namespace OrleansIm.Gateway.Groups;

/// <summary>Puts a message where all members find it, or takes it from there.</summary>
internal sealed class GroupPinHandler(GroupCalls calls) : IFrameHandler<GroupPinFrame>
{
    public ValueTask<ServerFrame?> HandleAsync(ClientSession session, GroupPinFrame frame) => calls.CallAsync(
        session, frame.Id!, frame.Group, (session.Facts.User, frame),
        static (grain, call) => grain.PinAsync(call.User, call.frame.Seq, call.frame.On));
}
