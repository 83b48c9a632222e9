using OrleansIm.Domain.Conversations;
using OrleansIm.Domain.Groups;
using OrleansIm.Domain.Schedules;
using OrleansIm.Grains.Interfaces;
using OrleansIm.Grains.Interfaces.Conversations;
using OrleansIm.Grains.Interfaces.Operations;
using OrleansIm.Grains.Interfaces.People;
using OrleansIm.Grains.Interfaces.Schedules;
using OrleansIm.Grains.Tests.Cluster;

namespace OrleansIm.Grains.Tests.Operations;

/// <summary>Whom an operator has muted says nothing by other ways than messages either; what was taken before is answered as ever.</summary>
public sealed class MuteReachTests(ImCluster cluster)
{
    private readonly string _bob = Names.User("bob");
    private readonly string _carol = Names.User("carol");

    [Fact]
    public async Task No_group_is_made_but_one_made_before_is_found_again()
    {
        var (known, other) = ($"g:{Guid.NewGuid():N}", $"g:{Guid.NewGuid():N}");
        Assert.Equal(ErrorCode.None, (await cluster.Group(known).CreateAsync(_bob, "Team", [_carol])).Code);
        await MuteAsync(string.Empty);

        Assert.Equal(ErrorCode.Muted, (await cluster.Group(other).CreateAsync(_bob, "Words for carol", [_carol])).Code);
        var again = await cluster.Group(known).CreateAsync(_bob, "Team", [_carol]);
        Assert.Equal((ErrorCode.None, true), (again.Code, again.Dup));

        await UnmuteAsync(string.Empty);
        Assert.Equal(ErrorCode.None, (await cluster.Group(other).CreateAsync(_bob, "Team", [_carol])).Code);
    }

    [Fact]
    public async Task A_group_is_not_described_by_its_owner_while_other_things_go_on()
    {
        var group = await cluster.FoundAsync(_bob, _carol);
        Assert.Equal(ErrorCode.None, (await cluster.Group(group).AnnounceAsync(_bob, "before")).Code);
        await MuteAsync(group);

        Assert.Equal(ErrorCode.Muted, (await cluster.Group(group).RenameAsync(_bob, "words")).Code);
        Assert.Equal(ErrorCode.Muted, (await cluster.Group(group).AnnounceAsync(_bob, "words")).Code);
        Assert.Equal(ErrorCode.Muted, (await cluster.Group(group).PortraitAsync(_bob, "words")).Code);
        var again = await cluster.Group(group).AnnounceAsync(_bob, "before");
        Assert.Equal((ErrorCode.None, true), (again.Code, again.Dup));
        Assert.Equal(ErrorCode.None, (await cluster.Group(group).SetAsync(_bob, JoinBy.Approval, null)).Code);
        Assert.Equal(("before", string.Empty), ((await cluster.Group(group).InfoAsync(_carol)).Announcement, (await cluster.Group(group).InfoAsync(_carol)).Portrait));
    }

    [Fact]
    public async Task Who_asks_to_be_let_in_may_not_add_words()
    {
        var group = await cluster.FoundAsync(_carol, Names.User("dave"));
        await cluster.Group(group).SetAsync(_carol, JoinBy.Approval, null);
        await MuteAsync(string.Empty);

        Assert.Equal(ErrorCode.Muted, (await cluster.Group(group).JoinAsync(_bob, null, "words")).Code);
        Assert.Empty((await cluster.Group(group).RequestsAsync(_carol, null, 10)).Items);
        Assert.Equal(ErrorCode.None, (await cluster.Group(group).JoinAsync(_bob, null, string.Empty)).Code);
    }

    [Fact]
    public async Task Nobody_is_asked_to_be_a_contact_but_who_has_asked_can_be_accepted()
    {
        var dave = Names.User("dave");
        Assert.Equal(ErrorCode.None, (await ContactAsync(_bob, dave, ContactAct.Request, "before")).Code);
        Assert.Equal(ErrorCode.None, (await ContactAsync(_carol, _bob, ContactAct.Request, "hello")).Code);
        await MuteAsync(string.Empty);

        Assert.Equal(ErrorCode.Muted, (await ContactAsync(_bob, Names.User("eve"), ContactAct.Request, "words")).Code);
        Assert.True((await ContactAsync(_bob, dave, ContactAct.Request, "again")).Dup);
        Assert.Equal(ErrorCode.None, (await ContactAsync(_bob, _carol, ContactAct.Request, "yes")).Code);
        Assert.Equal(ErrorCode.None, (await ContactAsync(dave, _bob, ContactAct.Accept, string.Empty)).Code);
    }

    [Fact]
    public async Task Nothing_is_scheduled()
    {
        var pair = ConversationId.Direct(_bob, _carol);
        await MuteAsync(pair);
        Assert.Equal(ErrorCode.Muted, (await ScheduleAsync(pair)).Code);

        await UnmuteAsync(pair);
        Assert.Equal(ErrorCode.None, (await ScheduleAsync(pair)).Code);

        // So it is with a mute by those who lead a group.
        var group = await cluster.FoundAsync(_carol, _bob);
        await cluster.Seats(group).MuteAllAsync(_carol, on: true);
        Assert.Equal(ErrorCode.Muted, (await ScheduleAsync(group)).Code);
        await cluster.Seats(group).MuteAllAsync(_carol, on: false);
        await cluster.Seats(group).SlowAsync(_carol, 3600);
        await cluster.SendAsync(_bob, group, "now I wait");
        Assert.Equal(ErrorCode.None, (await ScheduleAsync(group)).Code);
    }

    private Task MuteAsync(string conversation) => OrderAsync(conversation, cluster.Time.GetUtcNow().AddHours(1).ToUnixTimeMilliseconds());

    private Task UnmuteAsync(string conversation) => OrderAsync(conversation, 0);

    private async Task OrderAsync(string conversation, long until) => Assert.Equal(
        MuteOutcome.InForce,
        await cluster.Client.GetGrain<IMuteGrain>(GrainKeys.Mutes).SetAsync(new MuteOrder(_bob, conversation, until, "root", "test")));

    private async Task<ContactResult> ContactAsync(string by, string other, ContactAct act, string greeting) =>
        await cluster.Client.GetGrain<IConversationPeopleGrain>(GrainKeys.Conversation(ConversationId.Direct(by, other)))
            .ContactAsync(new ContactOrder(by, "none", act, greeting, default));

    private async Task<ScheduleResult> ScheduleAsync(string conversation) =>
        await cluster.Client.GetGrain<IScheduleGrain>(GrainKeys.User(_bob)).SetAsync(
            "none", new ScheduledMessage(conversation, Texts.Draft("later"), cluster.Time.GetUtcNow().AddHours(3).ToUnixTimeMilliseconds()));
}
