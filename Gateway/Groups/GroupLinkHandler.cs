using OrleansIm.Gateway.Messages;
using OrleansIm.Gateway.Routing;
using OrleansIm.Gateway.Sessions;
using OrleansIm.Grains.Interfaces.Groups;
using OrleansIm.Protocol.Frames.Client.Groups;
using OrleansIm.Protocol.Frames.Server;
using OrleansIm.Protocol.Frames.Server.Groups;

namespace OrleansIm.Gateway.Groups;

/// <summary>Makes or revokes the link by which one joins a group.</summary>
internal sealed class GroupLinkHandler(GroupCalls calls) : IFrameHandler<GroupLinkFrame>
{
    public async ValueTask<ServerFrame?> HandleAsync(ClientSession session, GroupLinkFrame frame)
    {
        var answer = await calls.AskAsync(
            frame.Group, (session.Facts.User, frame),
            static (IGroupGrain grain, (string User, GroupLinkFrame Frame) call) => grain.LinkAsync(call.User, call.Frame.Expires, call.Frame.Revoke),
            static answer => answer.Code);
        return answer.Code == ErrorCode.None
            ? new GroupLinkReceipt(frame.Id!, frame.Group, answer.Link, answer.Expires)
            : ConversationCalls.Refusal(frame.Id, answer.Code, answer.Message);
    }
}
