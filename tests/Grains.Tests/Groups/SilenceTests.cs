using OrleansIm.Domain.Conversations;
using OrleansIm.Grains.Interfaces.Conversations;
using OrleansIm.Grains.Tests.Cluster;

namespace OrleansIm.Grains.Tests.Groups;

/// <summary>Mutes and slow mode: what was taken before is answered as ever.</summary>
public sealed class SilenceTests(ImCluster cluster)
{
    private readonly string _owner = Names.User("owner");
    private readonly string _bob = Names.User("bob");
    private readonly string _carol = Names.User("carol");

    private long InAnHour => cluster.Time.GetUtcNow().AddHours(1).ToUnixTimeMilliseconds();

    [Fact]
    public async Task A_muted_member_is_refused_until_it_is_let_and_finds_what_it_sent_before()
    {
        var group = await cluster.FoundAsync(_owner, _bob, _carol);
        var before = await cluster.SendAsync(_bob, group, "before");
        var until = InAnHour;

        Assert.Equal(3, (await cluster.Seats(group).MuteAsync(_owner, _bob, until)).Seq);
        Assert.True((await cluster.Seats(group).MuteAsync(_owner, _bob, until)).Dup);
        await ImCluster.ForgetAsync(cluster.Conversation(group));

        Assert.Equal(ErrorCode.Muted, (await AppendAsync(group, _bob, "new")).Code);
        Assert.Equal(before with { Dup = true }, await AppendAsync(group, _bob, "before"));
        Assert.Equal(until, (await cluster.Seats(group).LookAsync(_bob)).MutedUntil);
        Assert.Equal(4, (await cluster.SendAsync(_carol, group, "c")).Seq);
        Assert.Equal(5, (await cluster.Seats(group).MuteAsync(_owner, _bob, 0)).Seq);
        Assert.True((await cluster.Seats(group).MuteAsync(_owner, _bob, 0)).Dup);
        Assert.Equal(6, (await cluster.SendAsync(_bob, group, "new")).Seq);
    }

    [Fact]
    public async Task A_mute_that_is_over_is_told_no_more()
    {
        var group = await cluster.FoundAsync(_owner, _bob);
        var until = InAnHour;
        await cluster.Seats(group).MuteAsync(_owner, _bob, until);
        Assert.Equal((until, until), await ToldAsync());

        cluster.Time.Advance(TimeSpan.FromHours(1));

        Assert.Equal((0, 0), await ToldAsync());

        async Task<(long Facts, long Line)> ToldAsync() => (
            (await cluster.Seats(group).LookAsync(_bob)).MutedUntil,
            (await cluster.Seats(group).MembersAsync(_owner, null, 9)).Items.Single(line => line.User == _bob).MutedUntil);
    }

    [Fact]
    public async Task Coming_back_does_not_end_a_mute()
    {
        var group = await cluster.FoundAsync(_owner, _bob);
        await cluster.Seats(group).MuteAsync(_owner, _bob, InAnHour);
        await cluster.Group(group).LeaveAsync(_bob);
        await cluster.Group(group).InviteAsync(_owner, [_bob]);
        await ImCluster.ForgetAsync(cluster.Conversation(group));

        Assert.Equal(ErrorCode.Muted, (await AppendAsync(group, _bob, "new")).Code);
    }

    [Fact]
    public async Task Only_who_may_mutes_and_only_those_below()
    {
        var group = await cluster.FoundAsync(_owner, _bob, _carol);
        await cluster.Seats(group).AppointAsync(_owner, _bob, MemberRole.Admin);
        var eve = Names.User("eve");

        Assert.Equal(ErrorCode.Forbidden, (await cluster.Seats(group).MuteAsync(_carol, _bob, InAnHour)).Code);
        Assert.Equal(ErrorCode.Forbidden, (await cluster.Seats(group).MuteAsync(_bob, _owner, InAnHour)).Code);
        Assert.Equal(ErrorCode.NotFound, (await cluster.Seats(group).MuteAsync(_bob, eve, InAnHour)).Code);
        Assert.Equal(ErrorCode.NotFound, (await cluster.Seats(group).MuteAsync(eve, _carol, InAnHour)).Code);
        Assert.Equal(ErrorCode.Forbidden, (await cluster.Seats(group).MuteAllAsync(_carol, on: true)).Code);
        Assert.Equal(ErrorCode.NotFound, (await cluster.Seats(group).SlowAsync(eve, 5)).Code);
        Assert.Equal(3, (await cluster.Seats(group).MuteAsync(_bob, _carol, InAnHour)).Seq);
    }

    [Fact]
    public async Task While_all_are_muted_moderators_write_and_it_is_remembered()
    {
        var group = await cluster.FoundAsync(_owner, _bob, _carol);
        await cluster.Seats(group).AppointAsync(_owner, _bob, MemberRole.Admin);
        Assert.Equal(3, (await cluster.Seats(group).MuteAllAsync(_bob, on: true)).Seq);
        Assert.True((await cluster.Seats(group).MuteAllAsync(_owner, on: true)).Dup);
        await ImCluster.ForgetAsync(cluster.Conversation(group));

        Assert.Equal(ErrorCode.Muted, (await AppendAsync(group, _carol, "c")).Code);
        Assert.Equal(4, (await cluster.SendAsync(_bob, group, "c")).Seq);
        Assert.Equal(5, (await cluster.SendAsync(_owner, group, "c")).Seq);
        Assert.True((await cluster.Seats(group).LookAsync(_carol)).MuteAll);
        Assert.Equal(6, (await cluster.Seats(group).MuteAllAsync(_bob, on: false)).Seq);
        Assert.Equal(7, (await cluster.SendAsync(_carol, group, "c")).Seq);
    }

    [Fact]
    public async Task Slow_mode_says_how_long_to_wait_and_answers_old_messages_as_ever()
    {
        var group = await cluster.FoundAsync(_owner, _bob);
        Assert.Equal(2, (await cluster.Seats(group).SlowAsync(_owner, 3600)).Seq);
        var first = await cluster.SendAsync(_bob, group, "first");
        for (var i = 0; i < Conversation.RecentKept + 8; i++)
        {
            await cluster.SendAsync(_owner, group, $"c{i}");
        }

        var second = await AppendAsync(group, _bob, "second");
        Assert.Equal(ErrorCode.RateLimited, second.Code);
        Assert.InRange(second.RetryAfter, 1, 3_600_000);
        Assert.Equal(first with { Dup = true }, await AppendAsync(group, _bob, "first"));
        await cluster.Seats(group).SlowAsync(_owner, 0);
        Assert.Equal(ErrorCode.None, (await AppendAsync(group, _bob, "second")).Code);
    }

    [Fact]
    public async Task Of_a_batch_in_slow_mode_the_first_new_message_is_taken_and_old_ones_are_found()
    {
        var group = await cluster.FoundAsync(_owner, _bob);
        var old = await cluster.SendAsync(_bob, group, "old");
        for (var i = 0; i < Conversation.RecentKept + 8; i++)
        {
            await cluster.SendAsync(_owner, group, $"c{i}");
        }

        await cluster.Seats(group).SlowAsync(_owner, 3600);
        var results = await cluster.Conversation(group).AppendAsync(
            new AppendRequest(_bob, "s", [Texts.Draft("new"), Texts.Draft("old"), Texts.Draft("more")]));

        Assert.Equal([ErrorCode.None, ErrorCode.None, ErrorCode.RateLimited], results.Select(static result => result.Code));
        Assert.Equal(old with { Dup = true }, results[1]);
    }

    private async Task<AppendResult> AppendAsync(string group, string user, string clientId) =>
        (await cluster.Conversation(group).AppendAsync(new AppendRequest(user, "s", [Texts.Draft(clientId)])))[0];
}
