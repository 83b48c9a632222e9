using OrleansIm.Domain.Conversations;
using OrleansIm.Domain.Groups;
using OrleansIm.Domain.Messages;
using OrleansIm.Storage.Log;
using OrleansIm.Storage.Members;
using OrleansIm.Storage.Tests.Engines;
using static OrleansIm.Storage.Tests.Engines.Figures;

namespace OrleansIm.Storage.Tests.Groups;

/// <summary>What becomes of a group's seats stands or falls with its tip; run by one class per engine.</summary>
public abstract class GroupContract : EngineContract
{
    private const string Team = "g:team";

    [Fact]
    public async Task Roles_and_mutes_change_with_the_tip_and_leave_the_membership_alone()
    {
        await TeamAsync();
        await Commit(Tip(2) with { Members = [Seat("bob", MemberRole.Admin), Seat("carol", MemberRole.Member, mutedUntil: 77)] });

        Assert.Equal((MemberRole.Admin, 0, 0, 0), await SeatOf("bob"));
        Assert.Equal((MemberRole.Member, 0, 0, 77), await SeatOf("carol"));
    }

    [Fact]
    public async Task Nothing_of_it_is_written_by_an_owner_that_was_fenced()
    {
        await TeamAsync();
        await Log.ClaimAsync(Team, Token);
        var late = Tip(2) with
        {
            Members = [Seat("bob", MemberRole.Admin), Leave("carol", 2)], Rules = new GroupRules(MuteAll: true, 9), DisbandedAt = 2,
        };

        Assert.Equal(AppendStatus.Fenced, await Append(late));
        Assert.Equal((MemberRole.Member, 0, 0, 0), await SeatOf("bob"));
        Assert.Equal((MemberRole.Member, 0, 0, 0), await SeatOf("carol"));
        Assert.Equal(default, (await Log.LoadAsync(Team, 1, Token))!.Rules);
    }

    [Fact]
    public async Task Rules_stay_until_they_are_changed()
    {
        await TeamAsync();
        Assert.Equal(default, (await Log.LoadAsync(Team, 1, Token))!.Rules);
        await Commit(Tip(2) with { Rules = new GroupRules(MuteAll: true, 30) });
        await Commit(Tip(3));
        Assert.Equal(new GroupRules(MuteAll: true, 30), (await Log.LoadAsync(Team, 1, Token))!.Rules);
        await Commit(Tip(4) with { Rules = default(GroupRules) });
        Assert.Equal(default, (await Log.LoadAsync(Team, 1, Token))!.Rules);
    }

    [Fact]
    public async Task Disbanding_ends_every_membership_that_has_not_ended_and_only_of_this_group()
    {
        await TeamAsync();
        await Log.ClaimAsync("g:other", Token);
        await Commit(Part("g:other", 1, Entry("g:other", 1, "alice", null, ContentKind.Tip, 0)) with { Members = [Join("alice")] });
        await Commit(Tip(2) with { Members = [Leave("carol", 2)] });
        await Commit(Tip(3) with { DisbandedAt = 3 });

        Assert.Equal([3, 3, 2], (await Log.LoadAsync(Team, 1, Token))!.Members.Select(static member => member.LeftSeq));
        Assert.Equal(0, Assert.Single((await Log.LoadAsync("g:other", 1, Token))!.Members).LeftSeq);
    }

    [Fact]
    public async Task A_newcomer_looks_back_and_stays_muted_and_a_new_membership_replaces_both()
    {
        await TeamAsync();
        await Commit(Tip(2) with { Members = [Join("dave", 1) with { LooksBack = 1, MutedUntil = 5 }] });
        var dave = (await Log.LoadAsync(Team, 1, Token))!.Members.Single(static member => member.User == "dave");
        Assert.Equal((1, 1, 5), (dave.JoinedSeq, dave.LooksBack, dave.MutedUntil));

        await Commit(Tip(3) with { Members = [Leave("dave", 3)] });
        await Commit(Tip(4) with { Members = [Join("dave", 3)] });
        dave = (await Log.LoadAsync(Team, 1, Token))!.Members.Single(static member => member.User == "dave");
        Assert.Equal((3, 0, 0, 0), (dave.JoinedSeq, dave.LeftSeq, dave.LooksBack, dave.MutedUntil));
    }

    [Fact]
    public async Task Many_changes_of_one_member_in_one_append_come_to_the_last()
    {
        await TeamAsync();
        await Commit(Part(Team, 1, [.. Enumerable.Range(2, 5).Select(seq => Entry(Team, seq, "alice", null, ContentKind.Tip, 0))]) with
        {
            Members =
            [
                Seat("bob", MemberRole.Admin), Leave("bob", 3), Join("bob", 3),
                Seat("carol", MemberRole.Admin), Leave("carol", 4),
                Join("dave", 4), Seat("dave", MemberRole.Admin, mutedUntil: 9),
            ],
        });

        Assert.Equal((MemberRole.Member, 3, 0, 0), await SeatOf("bob"));
        Assert.Equal((MemberRole.Admin, 0, 4, 0), await SeatOf("carol"));
        Assert.Equal((MemberRole.Admin, 4, 0, 9), await SeatOf("dave"));
    }

    private static MemberChange Seat(string user, MemberRole role, long mutedUntil = 0) =>
        new(user, role, 0, 0) { MutedUntil = mutedUntil, SeatOnly = true };

    private static ConversationAppend Tip(long seq) => Part(Team, 1, Entry(Team, seq, "alice", null, ContentKind.Tip, 0));

    private async Task TeamAsync()
    {
        await Log.ClaimAsync(Team, Token);
        await Commit(Tip(1) with { Members = [Join("alice", 0, MemberRole.Owner), Join("bob"), Join("carol")] });
    }

    private async Task<(MemberRole Role, long Joined, long Left, long MutedUntil)> SeatOf(string user)
    {
        var member = (await Log.LoadAsync(Team, 1, Token))!.Members.Single(member => member.User == user);
        return (member.Role, member.JoinedSeq, member.LeftSeq, member.MutedUntil);
    }
}
