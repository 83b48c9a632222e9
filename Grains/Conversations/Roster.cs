using OrleansIm.Domain.Conversations;
using OrleansIm.Domain.Groups;
using OrleansIm.Domain.Messages;
using OrleansIm.Grains.Interfaces.Conversations;
using OrleansIm.Grains.Interfaces.Groups;
using OrleansIm.Protocol.Messages;
using OrleansIm.Storage.Log;

namespace OrleansIm.Grains.Conversations;

/// <summary>What a group's conversation tells of the group to its members and to the group's own grain, and news of its settings.</summary>
internal sealed class Roster(Ownership ownership, IMessageLog log, SeatWriter writer)
{
    /// <summary>One page of members; the limit is the request's, but never above this.</summary>
    private const int MaxPage = 1000;

    public async ValueTask<GroupFacts> LookAsync(string user)
    {
        await ownership.LookAsync();
        var state = ownership.State;
        if (state.MayAct(user, GroupAction.Look) is not { Member: { } member })
        {
            var refusal = state.MayAct(user, GroupAction.Look);
            return GroupFacts.Refused(refusal.Refusal, refusal.Message!);
        }

        var order = state.Order;
        return new GroupFacts(
            ErrorCode.None, null, order.Owner!.User, state.ActiveMembers, order.Admins, order.RoleOf(member), MutedUntil(member),
            order.Rules.MuteAll, order.Rules.SlowSeconds);
    }

    public async ValueTask<GroupMembersPage> MembersAsync(string user, string? after, int limit)
    {
        await ownership.LookAsync();
        var state = ownership.State;
        if (state.MayAct(user, GroupAction.Look) is { Member: null } refusal)
        {
            return GroupMembersPage.Refused(refusal.Refusal, refusal.Message!);
        }

        var page = NamePage.Of(state.Members, static member => member.IsIn ? member.User : null, after, Math.Min(limit, MaxPage), out var more);
        var order = state.Order;
        return new GroupMembersPage(
            ErrorCode.None, null, [.. page.Select(member => new GroupMember(member.User, order.RoleOf(member), MutedUntil(member)))], more);
    }

    /// <summary>A mute that is over is kept with the seat, and is none.</summary>
    private long MutedUntil(Member member) => member.MutedUntil > writer.Now ? member.MutedUntil : 0;

    public async ValueTask<string[]> OutsideAsync(string[] users)
    {
        await ownership.LookAsync();
        var state = ownership.State;
        return [.. users.Distinct(StringComparer.Ordinal).Where(user => state.MayLook(user).Member is not { IsIn: true })];
    }

    public async ValueTask<string[]> DoorkeepersAsync()
    {
        await ownership.LookAsync();
        var order = ownership.State.Order;
        return [.. ownership.State.Members
            .Where(member => member.IsIn && GroupRights.May(order.RoleOf(member), GroupAction.Approve)).Select(static member => member.User)];
    }

    public async ValueTask<ActionResult> MayAsync(string user, GroupAction action)
    {
        await ownership.LookAsync();
        var access = ownership.State.MayAct(user, action);
        return access.Member is null ? SeatWriter.Refusal(access) : ActionResult.Done(ownership.State.Committed, writer.Now);
    }

    /// <summary>
    /// The key stands where messages have their client id, so that the log itself keeps it from being told twice; no client
    /// can use one of this form.
    /// </summary>
    public async ValueTask<ActionResult> TellAsync(GroupNews news)
    {
        await ownership.TakeAsync();
        var key = OwnKeys.Mark + news.Key;
        if ((ownership.State.FindCommitted(news.By, key) ?? await log.FindAsync(ownership.State.Id, news.By, key, CancellationToken.None)) is { } told)
        {
            return ActionResult.Done(told.Seq, told.Time, dup: true);
        }

        await ownership.TakeAsync();
        var state = ownership.State;
        List<KeyValuePair<string, string>> args = [new("by", news.By), .. news.Names.Zip(news.Values, KeyValuePair.Create)];
        var entry = state.AcceptOwn(news.By, ContentKind.Tip, ContentJson.Tip(news.Tip, args), writer.Now, key);
        return await writer.WriteAsync(state, new ConversationAppend { Conversation = state.Id, Epoch = 0, Entries = [entry] });
    }
}
