using OrleansIm.Domain.Groups;
using OrleansIm.Gateway.Messages;
using OrleansIm.Gateway.Routing;
using OrleansIm.Gateway.Sessions;
using OrleansIm.Grains.Interfaces.Groups;
using OrleansIm.Protocol.Frames.Client.Groups;
using OrleansIm.Protocol.Frames.Server;
using OrleansIm.Protocol.Frames.Server.Groups;

namespace OrleansIm.Gateway.Groups;

/// <summary>What a group is.</summary>
internal sealed class GroupInfoHandler(GroupCalls calls) : IFrameHandler<GroupInfoFrame>
{
    public async ValueTask<ServerFrame?> HandleAsync(ClientSession session, GroupInfoFrame frame)
    {
        var answer = await calls.AskAsync(
            frame.Group, (session.Facts.User, frame),
            static (IGroupGrain grain, (string User, GroupInfoFrame Frame) call) => grain.InfoAsync(call.User),
            static answer => answer.Facts.Code);
        return answer.Facts.Code == ErrorCode.None
            ? ToFrame(frame, answer)
            : ConversationCalls.Refusal(frame.Id, answer.Facts.Code, answer.Facts.Message);
    }

    private static GroupInfoReceipt ToFrame(GroupInfoFrame frame, in GroupSheet sheet)
    {
        var facts = sheet.Facts;
        return new GroupInfoReceipt(
            frame.Id!, frame.Group, sheet.Name, OrNull(sheet.Announcement), OrNull(sheet.Portrait), facts.Owner, facts.Members, facts.Admins,
            facts.Role, facts.MutedUntil, new GroupRules(facts.MuteAll, facts.SlowSeconds), sheet.Created, sheet.JoinBy, sheet.History,
            sheet.Requests < 0 ? null : sheet.Requests, sheet.Link, sheet.LinkExpires, sheet.Pins ?? []);

        static string? OrNull(string text) => text.Length == 0 ? null : text;
    }
}
