using OrleansIm.Domain.Conversations;
using OrleansIm.Gateway.Routing;
using OrleansIm.Gateway.Sessions;
using OrleansIm.Protocol.Frames.Client;
using OrleansIm.Protocol.Frames.Server;

namespace OrleansIm.Gateway.Groups;

/// <summary>Leaves a group.</summary>
internal sealed class GroupLeaveHandler(GroupCalls calls) : IFrameHandler<GroupLeaveFrame>
{
    public ValueTask<ServerFrame?> HandleAsync(ClientSession session, GroupLeaveFrame frame) => calls.CallAsync(
        session, frame.Id!, ConversationId.Group(frame.Group), session.Facts.User, static (grain, user) => grain.LeaveAsync(user));
}
