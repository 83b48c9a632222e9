using OrleansIm.Domain.Conversations;
using OrleansIm.Domain.Groups;
using OrleansIm.Grains.Interfaces;
using OrleansIm.Grains.Interfaces.Conversations;
using OrleansIm.Grains.Interfaces.Groups;
using OrleansIm.Grains.Tests.Cluster;

namespace OrleansIm.Grains.Tests.Groups;

/// <summary>What a group is called and how it is set; each change is told once.</summary>
public sealed class SettingsTests(ImCluster cluster)
{
    private readonly string _owner = Names.User("owner");
    private readonly string _bob = Names.User("bob");
    private readonly string _eve = Names.User("eve");

    [Fact]
    public async Task Each_setting_is_told_and_remembered()
    {
        var id = await cluster.FoundAsync(_owner, _bob);
        var group = cluster.Group(id);

        Assert.Equal(2, (await group.RenameAsync(_owner, "other")).Seq);
        Assert.Equal(3, (await group.AnnounceAsync(_owner, "soon")).Seq);
        Assert.Equal(4, (await group.PortraitAsync(_owner, "m1")).Seq);
        Assert.Equal(6, (await group.SetAsync(_owner, JoinBy.Approval, -1)).Seq);
        Assert.Equal(7, (await group.AnnounceAsync(_owner, string.Empty)).Seq);
        await ImCluster.ForgetAsync(group);

        var sheet = await group.InfoAsync(_bob);
        Assert.Equal(
            ("other", "", "m1", JoinBy.Approval, -1, -1), (sheet.Name, sheet.Announcement, sheet.Portrait, sheet.JoinBy, sheet.History, sheet.Requests));
        Assert.Equal((_owner, 2, MemberRole.Member), (sheet.Facts.Owner, sheet.Facts.Members, sheet.Facts.Role));
        Assert.Equal(0, (await group.InfoAsync(_owner)).Requests);
        var tips = (await cluster.Conversation(id).HistoryAsync(new HistoryRequest(_bob, 0, 1, 100))).Items;
        Assert.Equal(
            ["renamed", "announced", "portrait_changed", "join_changed", "history_changed", "announced"],
            tips.Select(static tip => System.Text.Json.JsonDocument.Parse(tip.Json).RootElement.GetProperty("content").GetProperty("tip").GetString()));
    }

    [Fact]
    public async Task Who_may_not_changes_nothing_and_a_stranger_learns_nothing()
    {
        var group = cluster.Group(await cluster.FoundAsync(_owner, _bob));
        var none = cluster.Group(Names.Group());

        Assert.Equal(ErrorCode.Forbidden, (await group.RenameAsync(_bob, "mine")).Code);
        Assert.Equal(ErrorCode.Forbidden, (await group.SetAsync(_bob, JoinBy.Open, null)).Code);
        Assert.Equal(await none.RenameAsync(_eve, "x"), await group.RenameAsync(_eve, "x"));
        Assert.Equal(await none.InfoAsync(_eve), await group.InfoAsync(_eve));
        Assert.Equal(await none.JoinAsync(_eve, "link", "x"), await group.JoinAsync(_eve, "link", "x"));
        Assert.Equal(await none.LinkAsync(_eve, 0, revoke: false), await group.LinkAsync(_eve, 0, revoke: false));
        Assert.Equal(await none.ApproveAsync(_eve, _bob, accept: true), await group.ApproveAsync(_eve, _bob, accept: true));
        Assert.Equal((await none.RequestsAsync(_eve, null, 9)).Message, (await group.RequestsAsync(_eve, null, 9)).Message);
        Assert.Equal(ErrorCode.NotFound, (await group.RequestsAsync(_eve, null, 9)).Code);
        Assert.Equal("name", (await group.InfoAsync(_bob)).Name);
    }

    [Fact]
    public async Task Setting_what_is_set_finds_the_first_tip_or_needs_none()
    {
        var group = cluster.Group(await cluster.FoundAsync(_owner, _bob));
        var first = await group.RenameAsync(_owner, "other");

        Assert.Equal(first with { Dup = true }, await group.RenameAsync(_owner, "other"));
        Assert.True((await group.AnnounceAsync(_owner, string.Empty)).Dup);
        Assert.Equal(3, (await group.RenameAsync(_owner, "name")).Seq);
        Assert.Equal(4, (await group.RenameAsync(_owner, "other")).Seq);
    }

    [Fact]
    public async Task Pins_are_told_remembered_and_follow_what_becomes_of_the_message()
    {
        var id = await cluster.FoundAsync(_owner, _bob);
        var group = cluster.Group(id);
        foreach (var name in new[] { "c1", "c2", "c3" })
        {
            await cluster.SendAsync(_bob, id, name);
        }

        Assert.Equal(ErrorCode.Forbidden, (await group.PinAsync(_bob, 2, on: true)).Code);
        Assert.Equal(ErrorCode.NotFound, (await group.PinAsync(_owner, 1, on: true)).Code);
        Assert.Equal(ErrorCode.NotFound, (await group.PinAsync(_owner, 99, on: true)).Code);
        var pinned = await group.PinAsync(_owner, 2, on: true);
        await group.PinAsync(_owner, 3, on: true);
        await group.PinAsync(_owner, 4, on: true);
        Assert.Equal(pinned with { Dup = true }, await group.PinAsync(_owner, 2, on: true));
        Assert.Equal((ErrorCode.None, 8L), await SeqOfAsync(group.PinAsync(_owner, 3, on: false)));
        Assert.True((await group.PinAsync(_owner, 3, on: false)).Dup);
        await cluster.Conversation(id).RecallAsync(new MemberAction(_bob, "s", 4));
        await group.InviteAsync(_owner, [_eve]);
        await ImCluster.ForgetAsync(group);

        long[] left = [2];
        Assert.Equal(left, (await group.InfoAsync(_bob)).Pins!);
        Assert.Empty((await group.InfoAsync(_eve)).Pins!);
        Assert.Equal(ErrorCode.NotFound, (await group.PinAsync(_owner, 4, on: true)).Code);
        Assert.Equal(
            ["pinned 2", "pinned 3", "pinned 4", "unpinned 3"],
            (await cluster.Conversation(id).HistoryAsync(new HistoryRequest(_bob, 0, 4, 4))).Items
                .Select(static tip => System.Text.Json.JsonDocument.Parse(tip.Json).RootElement.GetProperty("content"))
                .Select(static tip => $"{tip.GetProperty("tip").GetString()} {tip.GetProperty("args").GetProperty("seq").GetString()}"));

        static async Task<(ErrorCode Code, long Seq)> SeqOfAsync(ValueTask<ActionResult> acting)
        {
            var result = await acting;
            return (result.Code, result.Seq);
        }
    }

    [Theory]
    [InlineData(Fault.Before)]
    [InlineData(Fault.After)]
    public async Task Whatever_fails_on_the_way_the_repeated_request_completes_it_once(Fault fault)
    {
        var id = await cluster.FoundAsync(_owner, _bob);
        var group = cluster.Group(id);

        cluster.StateFaults[GrainKeys.Conversation(id)] = fault;
        Assert.Equal(ErrorCode.Busy, (await group.RenameAsync(_owner, "other")).Code);
        Assert.Equal((ErrorCode.None, 2L), await OutcomeAsync(group, "other"));

        // Written but not told, or told and not known to be.
        cluster.Log.FailNext(id, fault);
        Assert.Equal(ErrorCode.Busy, (await group.RenameAsync(_owner, "third")).Code);
        await ImCluster.ForgetAsync(group);
        Assert.Equal("third", (await group.InfoAsync(_bob)).Name);
        var again = await group.RenameAsync(_owner, "third");
        Assert.Equal((ErrorCode.None, 3L, fault == Fault.After), (again.Code, again.Seq, again.Dup));
        Assert.Equal(3, (await cluster.Conversation(id).HistoryAsync(new HistoryRequest(_bob, 0, -1, 100))).Items.Length);
    }

    [Fact]
    public async Task A_tip_shows_nobody_the_key_by_which_it_is_told_once()
    {
        var id = await cluster.FoundAsync(_owner, _bob);
        var device = await new TestGateway(cluster).LoginAsync(_owner);
        await cluster.Group(id).RenameAsync(_owner, "other");

        await Condition.HoldsAsync(() => device.Seqs(id).Contains(2), "the tip arrives");
        Assert.Null(device.Items(id)[^1].Field("clientId"));
        Assert.Null((await cluster.Conversation(id).HistoryAsync(new HistoryRequest(_owner, 0, -1, 1))).Items[0].Field("clientId"));
        var fresh = await new TestGateway(cluster).OpenAsync(_owner, "tablet");
        Assert.All((await fresh.CatchUpAsync()).SelectMany(static part => part.Messages), static item => Assert.Null(item.Field("clientId")));
    }

    private async Task<(ErrorCode Code, long Seq)> OutcomeAsync(IGroupGrain group, string name)
    {
        var result = await group.RenameAsync(_owner, name);
        return (result.Code, result.Seq);
    }
}
