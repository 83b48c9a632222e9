using OrleansIm.Domain.Conversations;
using OrleansIm.Grains.Interfaces;
using OrleansIm.Grains.Interfaces.Conversations;
using OrleansIm.Grains.Interfaces.Gateways;
using OrleansIm.Grains.Tests.Cluster;

namespace OrleansIm.Grains.Tests.Conversations;

/// <summary>A failing database comes out as busy, never as an exception, and nothing is lost or done twice.</summary>
public sealed class FailureTests(ImCluster cluster)
{
    private readonly string _alice = Names.User("alice");
    private readonly string _bob = Names.User("bob");

    [Theory]
    [InlineData(Fault.Before)]
    [InlineData(Fault.After)]
    public async Task A_failed_commit_is_busy_and_its_retry_is_stored_once(Fault fault)
    {
        var conversation = ConversationId.Direct(_alice, _bob);
        await cluster.SendAsync(_alice, conversation, "c1");
        cluster.Log.FailNext(conversation, fault);

        var failed = await AppendAsync(conversation, "c2");
        var again = await AppendAsync(conversation, "c2");

        Assert.Equal(ErrorCode.Busy, failed.Code);
        Assert.Equal((ErrorCode.None, 2L), (again.Code, again.Seq));
        Assert.Equal(fault == Fault.After, again.Dup);
        Assert.Equal(3, (await AppendAsync(conversation, "c3")).Seq);
    }

    [Fact]
    public async Task An_unreadable_log_is_busy_in_every_request()
    {
        var conversation = ConversationId.Direct(_alice, _bob);
        await cluster.SendAsync(_alice, conversation, "c1");
        await ImCluster.ForgetAsync(cluster.Conversation(conversation));
        cluster.Log.FailReads(conversation, fail: true);
        var grain = cluster.Conversation(conversation);

        Assert.Equal(ErrorCode.Busy, (await AppendAsync(conversation, "c2")).Code);
        Assert.Equal(ErrorCode.Busy, (await grain.HistoryAsync(new HistoryRequest(_bob, 0, -1, 5))).Code);
        Assert.Equal(ErrorCode.Busy, (await grain.ReadAsync(new MemberAction(_bob, "s", 1))).Code);
        Assert.Equal(ErrorCode.Busy, (await grain.RecallAsync(new MemberAction(_alice, "s", 1))).Code);
        Assert.Equal(ErrorCode.Busy, (await grain.AsReference<IConversationWatchGrain>().WatchAsync(new TestGateway(cluster).Address)).Code);

        cluster.Log.FailReads(conversation, fail: false);
        Assert.Equal(2, (await AppendAsync(conversation, "c2")).Seq);
    }

    [Fact]
    public async Task An_entry_whose_commit_looked_failed_still_reaches_online_members()
    {
        var conversation = ConversationId.Direct(_alice, _bob);
        var device = await new TestGateway(cluster).LoginAsync(_bob);
        await cluster.SendAsync(_alice, conversation, "c1");
        cluster.Log.FailNext(conversation, Fault.After);
        Assert.Equal(ErrorCode.Busy, (await AppendAsync(conversation, "c2")).Code);
        Assert.True((await AppendAsync(conversation, "c2")).Dup);

        await Condition.HoldsAsync(
            () => device.Seqs(conversation).Contains(2) || device.Pushed<ResyncDelivery>().Any(),
            "the member gets the message, or is told to catch up");
    }

    [Theory]
    [InlineData(Fault.Before)]
    [InlineData(Fault.After)]
    public async Task A_group_whose_settings_could_not_be_written_is_made_by_the_next_request(Fault fault)
    {
        var conversation = Names.Group();
        cluster.StateFaults[GrainKeys.Conversation(conversation)] = fault;

        Assert.Equal(ErrorCode.Busy, (await cluster.Group(conversation).CreateAsync(_alice, "name", [_bob])).Code);
        var again = await cluster.Group(conversation).CreateAsync(_alice, "name", [_bob]);

        Assert.Equal((ErrorCode.None, 1L), (again.Code, again.Seq));
        Assert.Equal(2, (await cluster.SendAsync(_bob, conversation, "c")).Seq);
    }

    [Fact]
    public async Task A_group_whose_settings_can_not_be_read_is_busy_in_every_request_until_they_can()
    {
        var (eve, conversation) = (Names.User("eve"), await cluster.FoundAsync(_alice, _bob));
        var group = cluster.Group(conversation);
        await ImCluster.ForgetAsync(group);
        cluster.UnreadableStates[GrainKeys.Conversation(conversation)] = true;

        Assert.Equal(ErrorCode.Busy, (await group.CreateAsync(_alice, "name", [_bob])).Code);
        Assert.Equal(ErrorCode.Busy, (await group.InviteAsync(_alice, [eve])).Code);
        Assert.Equal(ErrorCode.Busy, (await group.LeaveAsync(_bob)).Code);

        cluster.UnreadableStates.Remove(GrainKeys.Conversation(conversation), out _);
        Assert.Equal(ErrorCode.Conflict, (await group.CreateAsync(eve, "name", [])).Code);
        Assert.Equal((ErrorCode.None, 2L), ((await group.InviteAsync(_alice, [eve])).Code, (await group.LeaveAsync(_bob)).Seq - 1));
    }

    [Fact]
    public async Task Who_could_not_be_added_sees_nothing()
    {
        var (eve, conversation) = (Names.User("eve"), await cluster.FoundAsync(_alice, _bob));
        cluster.Log.FailNext(conversation, Fault.Before);

        var added = await cluster.Group(conversation).InviteAsync(_alice, [eve]);

        Assert.Equal(ErrorCode.Busy, added.Code);
        Assert.Equal(ErrorCode.NotFound, (await cluster.Conversation(conversation).HistoryAsync(new HistoryRequest(eve, 0, -1, 5))).Code);
    }

    [Fact]
    public async Task Who_could_not_leave_is_still_in()
    {
        var conversation = await cluster.FoundAsync(_alice, _bob);
        cluster.Log.FailNext(conversation, Fault.Before);

        Assert.Equal(ErrorCode.Busy, (await cluster.Group(conversation).LeaveAsync(_bob)).Code);

        Assert.Equal(2, (await cluster.SendAsync(_bob, conversation, "c")).Seq);
    }

    [Theory]
    [InlineData(Fault.Before)]
    [InlineData(Fault.After)]
    public async Task A_recall_whose_commit_failed_is_repeated_to_the_same_end(Fault fault)
    {
        var conversation = ConversationId.Direct(_alice, _bob);
        await cluster.SendAsync(_alice, conversation, "secret");
        cluster.Log.FailNext(conversation, fault);
        var recall = new MemberAction(_alice, "s", 1);

        Assert.Equal(ErrorCode.Busy, (await cluster.Conversation(conversation).RecallAsync(recall)).Code);
        var again = await cluster.Conversation(conversation).RecallAsync(recall);

        Assert.Equal((ErrorCode.None, 2L), (again.Code, again.Seq));
        var history = await cluster.Conversation(conversation).HistoryAsync(new HistoryRequest(_bob, 0, -1, 5));
        Assert.Equal(2, history.Items.Length);
        Assert.DoesNotContain(history.Items, item => item.Has("secret"));
    }

    /// <summary>The departed see no gap by which they could tell that they were not told.</summary>
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_recall_whose_answer_was_lost_is_told_to_who_has_left(bool repeated)
    {
        var conversation = await cluster.FoundAsync(_alice, _bob);
        var device = await new TestGateway(cluster).LoginAsync(_bob);
        var secret = await cluster.SendAsync(_alice, conversation, "secret");
        await cluster.SendAsync(_alice, conversation, "other");
        await cluster.Group(conversation).LeaveAsync(_bob);
        await Condition.HoldsAsync(async () => (await device.LineAsync(conversation))?.View is { Unread: 2, LeftSeq: > 0 }, "two are unread");
        cluster.Log.FailNext(conversation, Fault.After);
        var recall = new MemberAction(_alice, "s", secret.Seq);
        Assert.Equal(ErrorCode.Busy, (await cluster.Conversation(conversation).RecallAsync(recall)).Code);

        if (repeated)
        {
            // By whoever owns the conversation next: this one knows nothing of the first attempt.
            await ImCluster.ForgetAsync(cluster.Conversation(conversation));
            Assert.True((await cluster.Conversation(conversation).RecallAsync(recall)).Dup);
        }
        else
        {
            await cluster.SendAsync(_alice, conversation, "next");
        }

        await Condition.HoldsAsync(async () => (await device.LineAsync(conversation))!.View.Unread == 1, "one is unread");
    }

    [Fact]
    public async Task A_leaving_whose_answer_was_lost_is_repeated_to_the_same_end()
    {
        var conversation = await cluster.FoundAsync(_alice, _bob);
        var device = await new TestGateway(cluster).LoginAsync(_bob);
        cluster.Log.FailNext(conversation, Fault.After);
        Assert.Equal(ErrorCode.Busy, (await cluster.Group(conversation).LeaveAsync(_bob)).Code);

        var again = await cluster.Group(conversation).LeaveAsync(_bob);

        Assert.Equal((ErrorCode.None, 2L, true), (again.Code, again.Seq, again.Dup));
        await Condition.HoldsAsync(async () => (await device.LineAsync(conversation))!.View is { LeftSeq: 2, Head: 2 }, "its list shows it");
        await Condition.HoldsAsync(() => device.Pushed<ResyncDelivery>().Any(), "its session is told to catch up");
    }

    private async Task<AppendResult> AppendAsync(string conversation, string clientId) =>
        (await cluster.Conversation(conversation).AppendAsync(new AppendRequest(_alice, "none", [Texts.Draft(clientId)])))[0];
}
