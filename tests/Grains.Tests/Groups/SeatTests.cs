using OrleansIm.Domain.Conversations;
using OrleansIm.Domain.Groups;
using OrleansIm.Grains.Interfaces;
using OrleansIm.Grains.Interfaces.Conversations;
using OrleansIm.Grains.Interfaces.Gateways;
using OrleansIm.Grains.Tests.Cluster;

namespace OrleansIm.Grains.Tests.Groups;

/// <summary>Who is in a group and as what.</summary>
public sealed class SeatTests(ImCluster cluster) : IAsyncLifetime
{
    private readonly string _owner = Names.User("owner");
    private readonly string _admin = Names.User("admin");
    private readonly string _bob = Names.User("bob");
    private readonly string _carol = Names.User("carol");
    private readonly string _eve = Names.User("eve");
    private string _group = string.Empty;

    private IConversationMembersGrain Seats => cluster.Seats(_group);

    public async ValueTask InitializeAsync()
    {
        _group = await cluster.FoundAsync(_owner, _admin, _bob, _carol);
        Assert.Equal(2, (await Seats.AppointAsync(_owner, _admin, MemberRole.Admin)).Seq);
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    [Fact]
    public async Task Members_know_the_group_and_others_do_not()
    {
        var facts = await Seats.LookAsync(_bob);
        Assert.Equal((ErrorCode.None, _owner, 4, 1, MemberRole.Member), (facts.Code, facts.Owner, facts.Members, facts.Admins, facts.Role));
        Assert.Equal(MemberRole.Admin, (await Seats.LookAsync(_admin)).Role);
        Assert.Equal(ErrorCode.NotFound, (await Seats.LookAsync(_eve)).Code);
        Assert.Equal(ErrorCode.NotFound, (await Seats.MembersAsync(_eve, null, 9)).Code);

        var page = await Seats.MembersAsync(_bob, null, 3);
        Assert.Equal((3, true), (page.Items.Length, page.More));
        var rest = await Seats.MembersAsync(_bob, page.Items[^1].User, 3);
        Assert.False(rest.More);
        string[] all = [_owner, _admin, _bob, _carol];
        Assert.Equal(all.Order(StringComparer.Ordinal), page.Items.Concat(rest.Items).Select(static member => member.User));
        Assert.Equal(MemberRole.Owner, page.Items.Concat(rest.Items).Single(member => member.User == _owner).Role);
    }

    [Fact]
    public async Task The_kicked_is_told_so_and_sees_nothing_more_until_it_comes_back()
    {
        var device = await new TestGateway(cluster).LoginAsync(_bob);

        var kicked = await Seats.KickAsync(_admin, [_bob, _eve]);
        await cluster.SendAsync(_owner, _group, "secret");

        Assert.Equal((ErrorCode.None, 3L), (kicked.Code, kicked.Seq));
        await Condition.HoldsAsync(() => device.Seqs(_group).Contains(3), "the kicked gets the tip");
        Assert.True(device.Items(_group)[^1].Has("\"kicked\""));
        Assert.Equal([1, 2, 3], await SeenBy(_bob));
        Assert.Equal(ErrorCode.NotMember, await SendCodeAsync(_bob, "x"));
        Assert.True((await Seats.KickAsync(_admin, [_bob])).Dup);

        await cluster.Group(_group).InviteAsync(_carol, [_bob]);
        Assert.Equal([5], await SeenBy(_bob));
    }

    [Fact]
    public async Task Nobody_removes_an_equal_or_a_higher_one_and_then_nobody_is_removed()
    {
        Assert.Equal(ErrorCode.Forbidden, (await Seats.KickAsync(_bob, [_carol])).Code);
        Assert.Equal(ErrorCode.Forbidden, (await Seats.KickAsync(_admin, [_carol, _owner])).Code);
        Assert.Equal(ErrorCode.Forbidden, (await Seats.KickAsync(_owner, [_owner])).Code);
        Assert.Equal(ErrorCode.NotFound, (await Seats.KickAsync(_eve, [_carol])).Code);
        Assert.Equal(4, (await Seats.LookAsync(_owner)).Members);
    }

    [Fact]
    public async Task Roles_are_remembered_and_giving_one_again_changes_nothing()
    {
        Assert.True((await Seats.AppointAsync(_owner, _admin, MemberRole.Admin)).Dup);
        Assert.Equal(ErrorCode.Forbidden, (await Seats.AppointAsync(_admin, _bob, MemberRole.Admin)).Code);
        Assert.Equal(ErrorCode.Forbidden, (await Seats.AppointAsync(_owner, _owner, MemberRole.Member)).Code);
        Assert.Equal(ErrorCode.NotFound, (await Seats.AppointAsync(_owner, _eve, MemberRole.Admin)).Code);
        await ImCluster.ForgetAsync(cluster.Conversation(_group));

        Assert.Equal(MemberRole.Admin, (await Seats.LookAsync(_admin)).Role);
        Assert.Equal(3, (await Seats.AppointAsync(_owner, _admin, MemberRole.Member)).Seq);
        Assert.Equal(ErrorCode.Forbidden, (await Seats.KickAsync(_admin, [_bob])).Code);
    }

    [Fact]
    public async Task There_are_only_so_many_admins()
    {
        Assert.Equal(3, (await Seats.AppointAsync(_owner, _bob, MemberRole.Admin)).Seq);
        Assert.Equal(ErrorCode.TooLarge, (await Seats.AppointAsync(_owner, _carol, MemberRole.Admin)).Code);

        // With all places taken the former owner is a member; an admin who becomes owner leaves a place.
        Assert.Equal(4, (await Seats.TransferAsync(_owner, _carol)).Seq);
        Assert.Equal(MemberRole.Member, (await Seats.LookAsync(_owner)).Role);
        Assert.Equal(5, (await Seats.TransferAsync(_carol, _bob)).Seq);
        Assert.Equal(MemberRole.Admin, (await Seats.LookAsync(_carol)).Role);
        Assert.Equal(ImCluster.MaxAdmins, (await Seats.LookAsync(_carol)).Admins);
    }

    [Fact]
    public async Task Handing_over_makes_the_former_owner_an_admin_and_can_be_said_twice()
    {
        Assert.Equal(ErrorCode.Forbidden, (await Seats.TransferAsync(_admin, _bob)).Code);
        Assert.Equal(3, (await Seats.TransferAsync(_owner, _bob)).Seq);
        Assert.True((await Seats.TransferAsync(_owner, _bob)).Dup);
        await ImCluster.ForgetAsync(cluster.Conversation(_group));

        Assert.Equal((MemberRole.Owner, MemberRole.Admin), ((await Seats.LookAsync(_bob)).Role, (await Seats.LookAsync(_owner)).Role));
        Assert.Equal(ErrorCode.Forbidden, (await Seats.DissolveAsync(_owner)).Code);
    }

    [Fact]
    public async Task An_owner_who_leaves_has_a_successor_that_stays_owner()
    {
        Assert.Equal(3, (await cluster.Group(_group).LeaveAsync(_owner)).Seq);
        await ImCluster.ForgetAsync(cluster.Conversation(_group));
        Assert.Equal(MemberRole.Owner, (await Seats.LookAsync(_admin)).Role);

        await cluster.Group(_group).InviteAsync(_admin, [_owner]);
        Assert.Equal(MemberRole.Member, (await Seats.LookAsync(_owner)).Role);

        // Also one who was no more than a member, whatever others become later.
        var plain = cluster.Seats(await cluster.FoundAsync(_owner, _bob, _carol));
        await plain.LeaveAsync(_owner);
        Assert.Equal(ErrorCode.None, (await plain.AppointAsync(_bob, _carol, MemberRole.Admin)).Code);
        Assert.Equal(_bob, (await plain.LookAsync(_carol)).Owner);
    }

    [Fact]
    public async Task Handing_over_and_leaving_at_once_leave_exactly_one_owner()
    {
        await Task.WhenAll(
            Seats.TransferAsync(_owner, _bob).AsTask(), cluster.Group(_group).LeaveAsync(_bob).AsTask(), cluster.Group(_group).LeaveAsync(_owner).AsTask());

        var facts = await Seats.LookAsync(_carol);
        Assert.Equal((2, _admin), (facts.Members, facts.Owner));
        Assert.Equal(MemberRole.Owner, (await Seats.LookAsync(_admin)).Role);
    }

    [Fact]
    public async Task Dissolving_ends_it_for_all_and_for_ever()
    {
        var device = await new TestGateway(cluster).LoginAsync(_bob);
        Assert.Equal(ErrorCode.Forbidden, (await Seats.DissolveAsync(_admin)).Code);

        var dissolved = await Seats.DissolveAsync(_owner);

        Assert.Equal((ErrorCode.None, 3L), (dissolved.Code, dissolved.Seq));
        await Condition.HoldsAsync(() => device.Seqs(_group).Contains(3), "a member gets the tip");
        Assert.Equal(3, (await device.LineAsync(_group))!.View.LeftSeq);
        Assert.Equal(dissolved with { Dup = true }, await Seats.DissolveAsync(_owner));
        Assert.Equal(ErrorCode.NotMember, await SendCodeAsync(_owner, "x"));
        Assert.Equal(ErrorCode.NotMember, (await cluster.Group(_group).InviteAsync(_owner, [_eve])).Code);
        Assert.Equal([1, 2, 3], await SeenBy(_carol));
        await ImCluster.ForgetAsync(cluster.Conversation(_group));
        Assert.Equal(ErrorCode.NotMember, await SendCodeAsync(_bob, "x"));
        Assert.True((await cluster.Group(_group).CreateAsync(_owner, "name", [_bob])).Dup);
        Assert.Equal(ErrorCode.NotMember, await SendCodeAsync(_owner, "x"));
    }

    [Fact]
    public async Task What_is_sent_while_somebody_is_removed_is_either_before_it_or_refused()
    {
        var sends = Enumerable.Range(0, 40).Select(i => cluster.Conversation(_group).AppendAsync(
            new AppendRequest(_bob, "s", [Texts.Draft($"c{i}")])).AsTask()).ToList();
        var kicked = await Seats.KickAsync(_owner, [_bob]);
        var results = (await Task.WhenAll(sends)).Select(static result => result[0]).ToList();

        Assert.All(results, result => Assert.True(
            result.Code == ErrorCode.None ? result.Seq < kicked.Seq : result.Code == ErrorCode.NotMember, $"{result} against {kicked.Seq}"));
    }

    [Fact]
    public async Task What_is_sent_while_the_group_ends_is_either_before_it_or_refused()
    {
        var sends = new[] { _owner, _admin, _bob, _carol }.SelectMany(user => Enumerable.Range(0, 10).Select(i => cluster.Conversation(_group).AppendAsync(
            new AppendRequest(user, "s", [Texts.Draft($"c{i}")])).AsTask())).ToList();
        var ended = await Seats.DissolveAsync(_owner);
        var results = (await Task.WhenAll(sends)).Select(static result => result[0]).ToList();

        Assert.All(results, result => Assert.True(
            result.Code == ErrorCode.None ? result.Seq < ended.Seq : result.Code == ErrorCode.NotMember, $"{result} against {ended.Seq}"));
    }

    [Theory]
    [InlineData(Fault.Before)]
    [InlineData(Fault.After)]
    public async Task A_change_whose_commit_failed_is_busy_and_its_repetition_makes_it_true_once(Fault fault)
    {
        cluster.Log.FailNext(_group, fault);
        Assert.Equal(ErrorCode.Busy, (await Seats.KickAsync(_owner, [_bob])).Code);
        Assert.Equal(fault == Fault.After, (await Seats.KickAsync(_owner, [_bob])).Dup);
        Assert.Equal(ErrorCode.NotMember, await SendCodeAsync(_bob, "x"));

        cluster.Log.FailNext(_group, fault);
        Assert.Equal(ErrorCode.Busy, (await Seats.TransferAsync(_owner, _carol)).Code);
        Assert.Equal(fault == Fault.After, (await Seats.TransferAsync(_owner, _carol)).Dup);
        Assert.Equal(_carol, (await Seats.LookAsync(_admin)).Owner);
        Assert.Equal([1, 2, 3, 4], await SeenBy(_admin));
    }

    [Fact]
    public async Task In_a_large_group_all_who_are_removed_together_are_named_to_the_gateways_and_its_end_ends_the_watch()
    {
        var others = Enumerable.Range(0, ImCluster.LargeAbove + 3).Select(static _ => Names.User("m")).ToArray();
        var large = await cluster.FoundAsync(_owner, others);
        var gateway = new TestGateway(cluster);
        await cluster.Client.GetGrain<IConversationWatchGrain>(GrainKeys.Conversation(large)).WatchAsync(gateway.Address);

        await cluster.Seats(large).KickAsync(_owner, others[..3]);
        await cluster.Seats(large).DissolveAsync(_owner);

        await Condition.HoldsAsync(() => gateway.Pushes.OfType<WatchedDelivery>().Count() == 2, "the gateway is told of both");
        var pushes = gateway.Pushes.OfType<WatchedDelivery>().ToList();
        Assert.Equal(others[..3].Order(StringComparer.Ordinal), pushes[0].Origins[0].RemovesToo!.Append(pushes[0].Origins[0].Removes!).Order(StringComparer.Ordinal));
        Assert.Equal((false, true), (pushes[0].Ended, pushes[1].Ended));
        var device = await gateway.LoginAsync(others[^1]);
        Assert.Equal(3, (await device.LineAsync(large))!.View.LeftSeq);
    }

    [Fact]
    public async Task Every_role_is_held_to_the_table_by_the_grain_as_well()
    {
        foreach (var action in Enum.GetValues<GroupAction>())
        {
            Assert.Equal(GroupRights.May(MemberRole.Member, action) ? ErrorCode.None : ErrorCode.Forbidden, (await Seats.MayAsync(_bob, action)).Code);
            Assert.Equal(GroupRights.May(MemberRole.Admin, action) ? ErrorCode.None : ErrorCode.Forbidden, (await Seats.MayAsync(_admin, action)).Code);
            Assert.Equal(ErrorCode.NotFound, (await Seats.MayAsync(_eve, action)).Code);
        }
    }

    private async Task<ErrorCode> SendCodeAsync(string user, string clientId) =>
        (await cluster.Conversation(_group).AppendAsync(new AppendRequest(user, "s", [Texts.Draft(clientId)])))[0].Code;

    private async Task<IEnumerable<long>> SeenBy(string user) =>
        (await cluster.Conversation(_group).HistoryAsync(new HistoryRequest(user, 0, -1, 100))).Items.Select(static item => item.Seq);
}
