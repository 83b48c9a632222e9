using OrleansIm.Domain.Conversations;
using OrleansIm.Domain.Groups;
using OrleansIm.Grains.Interfaces.Conversations;

namespace OrleansIm.Grains.Conversations;

/// <summary>Membership of a group: who comes and goes, each with a tip in the log.</summary>
internal sealed class Seats(Ownership ownership, SeatWriter writer, ConversationOptions options)
{
    public async ValueTask<ActionResult> FoundAsync(string owner, string name, string[] members)
    {
        await ownership.TakeAsync();
        var state = ownership.State;
        if (state.Head > 0)
        {
            return await writer.FoundedAsync(state);
        }

        var others = members.Where(user => user != owner).Distinct(StringComparer.Ordinal).ToArray();
        if (others.Length + 1 > options.MaxMembers)
        {
            return TooMany();
        }

        var part = name.Length > 0
            ? writer.Part(state, owner, "group_created", SeatWriter.Users(others), new("name", name))
            : writer.Part(state, owner, "group_created", SeatWriter.Users(others));
        List<Member> joined = [state.Join(owner, MemberRole.Owner, 0, 0), .. others.Select(user => state.Join(user, MemberRole.Member, 0, 0))];
        return await writer.WriteAsync(
            state, part with { Members = [.. joined.Select(SeatWriter.Joining)] }, joined.Select(static member => member.User));
    }

    /// <summary>Lets users in: by a member who may, or by the way that the group has opened to them.</summary>
    public async ValueTask<ActionResult> AdmitAsync(Admission admission)
    {
        var byItself = admission.Way is "link" or "open";
        if (byItself)
        {
            await ownership.TakeAsync();
        }
        else if (await writer.TakeForAsync(admission.By) is { } stranger)
        {
            return stranger;
        }

        var state = ownership.State;
        if (byItself && state.ActiveMembers == 0)
        {
            // Nobody is left who could have let them in.
            return SeatWriter.Refusal(state.MayLook(string.Empty));
        }

        if (!byItself && state.MayAct(admission.By, GroupAction.Invite) is { Member: null } refusal)
        {
            return SeatWriter.Refusal(refusal);
        }

        var joining = admission.Users.Distinct(StringComparer.Ordinal)
            .Where(user => state.MayLook(user).Member is not { IsIn: true })
            .ToArray();
        if (joining.Length == 0)
        {
            return await writer.UnchangedAsync(state);
        }

        if (state.ActiveMembers + joining.Length > options.MaxMembers)
        {
            return TooMany();
        }

        var (joinedSeq, counted) = (state.Head, state.CountedAtHead);
        var part = admission.Way is { } way
            ? writer.Part(state, admission.By, "joined", SeatWriter.Users(joining), new(way, "true"))
            : writer.Part(state, admission.By, "joined", SeatWriter.Users(joining));
        var looksBack = admission.LooksBack < 0 ? joinedSeq : admission.LooksBack;
        var joined = joining.Select(user => state.Join(user, MemberRole.Member, joinedSeq, counted, looksBack)).ToList();
        return await writer.WriteAsync(state, part with { Members = [.. joined.Select(SeatWriter.Joining)] }, joining);
    }

    /// <summary>The user leaves; if it was the owner, the next in line is from then on.</summary>
    public async ValueTask<ActionResult> LeaveAsync(string user)
    {
        if (await writer.TakeForAsync(user) is { } stranger)
        {
            return stranger;
        }

        var state = ownership.State;
        if (state.MayWrite(user).Member is not { } member)
        {
            return await writer.HasLeftAsync(state, user);
        }

        var wasOwner = state.Order.RoleOf(member) == MemberRole.Owner;
        var successor = wasOwner ? Succession.First(state.Members.Where(one => one != member)) : null;
        var part = successor is null
            ? writer.Part(state, user, "left", SeatWriter.Users([user]))
            : writer.Part(state, user, "left", SeatWriter.Users([user]), new("owner", successor.User));
        state.Leave(member, part.Entries[0].Seq);
        if (successor is null)
        {
            return await writer.WriteAsync(state, part with { Members = [SeatWriter.Leaving(member)] }, user);
        }

        successor.Role = MemberRole.Owner;
        return await writer.WriteAsync(state, part with { Members = [SeatWriter.Leaving(member), SeatWriter.Seated(successor)] }, user);
    }

    private static ActionResult TooMany() => ActionResult.Refused(ErrorCode.TooLarge, "The group would have too many members.");
}
