using OrleansIm.Domain.Conversations;
using OrleansIm.Domain.Groups;
using OrleansIm.Grains.Interfaces.Conversations;

namespace OrleansIm.Grains.Conversations;

/// <summary>What those who have a say in a group do to its members: remove, appoint, hand over, end it.</summary>
internal sealed class Ranks(Ownership ownership, SeatWriter writer, ConversationOptions options)
{
    public async ValueTask<ActionResult> KickAsync(string by, string[] users)
    {
        if (await writer.TakeForAsync(by) is { } stranger)
        {
            return stranger;
        }

        var state = ownership.State;
        if (state.MayAct(by, GroupAction.Kick) is { Member: null } refusal)
        {
            return SeatWriter.Refusal(refusal);
        }

        List<Member> leaving = [];
        foreach (var user in users.Distinct(StringComparer.Ordinal))
        {
            if (state.MayLook(user).Member is not { IsIn: true } target)
            {
                continue;
            }

            if (state.MayAct(by, GroupAction.Kick, target) is { Member: null } over)
            {
                return SeatWriter.Refusal(over);
            }

            leaving.Add(target);
        }

        if (leaving.Count == 0)
        {
            return await writer.UnchangedAsync(state);
        }

        var part = writer.Part(state, by, "kicked", SeatWriter.Users(leaving.Select(static member => member.User)));
        leaving.ForEach(member => state.Leave(member, part.Entries[0].Seq));
        return await writer.WriteAsync(
            state, part with { Members = [.. leaving.Select(SeatWriter.Leaving)] }, leaving.Select(static member => member.User));
    }

    public async ValueTask<ActionResult> AppointAsync(string by, string user, MemberRole role)
    {
        if (await writer.TakeForAsync(by) is { } stranger)
        {
            return stranger;
        }

        var state = ownership.State;
        if (state.MayAct(by, GroupAction.Appoint) is { Member: null } refusal)
        {
            return SeatWriter.Refusal(refusal);
        }

        if (state.MayLook(user).Member is not { IsIn: true } target)
        {
            return NoSuchMember();
        }

        if (state.MayAct(by, GroupAction.Appoint, target) is { Member: null } over)
        {
            return SeatWriter.Refusal(over);
        }

        if (target.Role == role)
        {
            return await writer.UnchangedAsync(state);
        }

        if (role == MemberRole.Admin && state.Order.Admins >= options.MaxAdmins)
        {
            return ActionResult.Refused(ErrorCode.TooLarge, "The group would have too many admins.");
        }

        var part = writer.Part(state, by, role == MemberRole.Admin ? "admin_added" : "admin_removed", new KeyValuePair<string, string>("user", user));
        target.Role = role;
        return await writer.WriteAsync(state, part with { Members = [SeatWriter.Seated(target)] });
    }

    public async ValueTask<ActionResult> TransferAsync(string by, string user)
    {
        if (await writer.TakeForAsync(by) is { } stranger)
        {
            return stranger;
        }

        var state = ownership.State;
        if (state.MayWrite(by) is not { Member: { } former })
        {
            return SeatWriter.Refusal(state.MayWrite(by));
        }

        if (state.MayLook(user).Member is not { IsIn: true } target)
        {
            return state.MayAct(by, GroupAction.Transfer) is { Member: null } refusal ? SeatWriter.Refusal(refusal) : NoSuchMember();
        }

        if (state.Order.Owner == target && target != former)
        {
            // Who has handed it over is no owner any more when it says so again. Everybody may know who the owner is.
            return await writer.UnchangedAsync(state);
        }

        if (state.MayAct(by, GroupAction.Transfer, target) is { Member: null } over)
        {
            return SeatWriter.Refusal(over);
        }

        var part = writer.Part(state, by, "transferred", new KeyValuePair<string, string>("user", user));
        var room = target.Role == MemberRole.Admin || state.Order.Admins < options.MaxAdmins;
        target.Role = MemberRole.Owner;
        former.Role = room ? MemberRole.Admin : MemberRole.Member;
        return await writer.WriteAsync(state, part with { Members = [SeatWriter.Seated(former), SeatWriter.Seated(target)] });
    }

    public async ValueTask<ActionResult> DissolveAsync(string by)
    {
        if (await writer.TakeForAsync(by) is { } stranger)
        {
            return stranger;
        }

        var state = ownership.State;
        if (state.MayAct(by, GroupAction.Dissolve) is { Member: null } refusal)
        {
            return state.ActiveMembers == 0 ? await writer.HasLeftAsync(state, by) : SeatWriter.Refusal(refusal);
        }

        // Of a large group's end gateways tell their members, and the rest finds it in the log: a hundred thousand grains need not wake.
        string[] told = state.Large ? [by] : [.. state.Members.Where(static member => member.IsIn).Select(static member => member.User)];
        var part = writer.Part(state, by, "dissolved");
        state.Disband(part.Entries[0].Seq);
        return await writer.WriteAsync(state, part with { DisbandedAt = part.Entries[0].Seq }, told);
    }

    private static ActionResult NoSuchMember() => ActionResult.Refused(ErrorCode.NotFound, "There is no such member.");
}
