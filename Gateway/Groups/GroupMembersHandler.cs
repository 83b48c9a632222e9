using OrleansIm.Gateway.Messages;
using OrleansIm.Gateway.Routing;
using OrleansIm.Gateway.Sessions;
using OrleansIm.Grains.Interfaces.Conversations;
using OrleansIm.Protocol.Frames.Client.Groups;
using OrleansIm.Protocol.Frames.Server;
using OrleansIm.Protocol.Frames.Server.Groups;

namespace OrleansIm.Gateway.Groups;

/// <summary>A page of a group's members.</summary>
internal sealed class GroupMembersHandler(GroupCalls calls) : IFrameHandler<GroupMembersFrame>
{
    public async ValueTask<ServerFrame?> HandleAsync(ClientSession session, GroupMembersFrame frame)
    {
        var answer = await calls.AskAsync(
            frame.Group, (session.Facts.User, frame),
            static (IConversationMembersGrain grain, (string User, GroupMembersFrame Frame) call) => grain.MembersAsync(call.User, call.Frame.After, call.Frame.Limit),
            static answer => answer.Code);
        return answer.Code == ErrorCode.None
            ? new GroupMembersReceipt(
                frame.Id!, frame.Group, [.. answer.Items.Select(static one => new GroupMemberLine(one.User, one.Role, one.MutedUntil))], answer.More)
            : ConversationCalls.Refusal(frame.Id, answer.Code, answer.Message);
    }
}
