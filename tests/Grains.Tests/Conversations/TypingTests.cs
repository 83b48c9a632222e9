using OrleansIm.Domain.Conversations;
using OrleansIm.Grains.Conversations;
using OrleansIm.Grains.Interfaces;
using OrleansIm.Grains.Interfaces.Conversations;
using OrleansIm.Grains.Interfaces.Gateways;
using OrleansIm.Grains.Tests.Cluster;

namespace OrleansIm.Grains.Tests.Conversations;

public sealed class TypingTests(ImCluster cluster)
{
    [Fact]
    public async Task The_others_are_told_on_all_their_devices_and_the_writer_on_none()
    {
        var (alice, bob) = (Names.User("alice"), Names.User("bob"));
        var conversation = ConversationId.Direct(alice, bob);
        var gateway = new TestGateway(cluster);
        var writer = await gateway.LoginAsync(alice);
        var phone = await gateway.LoginAsync(bob, "phone");
        var desk = await gateway.LoginAsync(bob, "desk");

        Assert.Equal(ErrorCode.None, (await TypingAsync(conversation, alice)).Code);

        await Condition.HoldsAsync(() => phone.Pushed<TypingDelivery>().Any() && desk.Pushed<TypingDelivery>().Any(), "they are told");
        var told = phone.Pushed<TypingDelivery>().Single();
        Assert.Equal((conversation, alice), (told.Conversation, told.User));
        Assert.Empty(writer.Pushed<TypingDelivery>());
        Assert.Null(await cluster.Log.LoadAsync(conversation, 10, CancellationToken.None));
    }

    [Fact]
    public async Task Strangers_and_the_departed_neither_say_nor_hear_it()
    {
        var (alice, bob, carol) = (Names.User("alice"), Names.User("bob"), Names.User("carol"));
        var conversation = await cluster.FoundAsync(alice, bob, carol);
        var gateway = new TestGateway(cluster);
        var left = await gateway.LoginAsync(bob);
        var stays = await gateway.LoginAsync(carol);
        await cluster.Group(conversation).LeaveAsync(bob);

        Assert.Equal(ErrorCode.NotMember, (await TypingAsync(conversation, bob)).Code);
        Assert.Equal(ErrorCode.NotFound, (await TypingAsync(conversation, Names.User("mallory"))).Code);
        Assert.Equal(ErrorCode.None, (await TypingAsync(conversation, alice)).Code);

        await Condition.HoldsAsync(() => stays.Pushed<TypingDelivery>().Any(), "who stays is told");
        Assert.Empty(left.Pushed<TypingDelivery>());
        Assert.All(stays.Pushed<TypingDelivery>(), told => Assert.Equal(alice, told.User));
    }

    [Theory]
    [InlineData(Typings.MostMembers, true)]
    [InlineData(Typings.MostMembers + 1, false)]
    public async Task In_conversations_of_too_many_nobody_is_told(int members, bool told)
    {
        var (alice, bob) = (Names.User("alice"), Names.User("bob"));
        var conversation = await cluster.FoundAsync(alice, [bob, .. Enumerable.Range(0, members - 2).Select(i => Names.User("crowd"))]);
        var gateway = new TestGateway(cluster);
        var listener = await gateway.LoginAsync(bob);

        Assert.Equal(ErrorCode.None, (await TypingAsync(conversation, alice)).Code);
        Assert.Equal(ErrorCode.None, (await TypingAsync(ConversationId.Direct(alice, bob), alice)).Code);

        await Condition.HoldsAsync(() => listener.Pushed<TypingDelivery>().Count() == (told ? 2 : 1), "all that is to come has come");
        Assert.Equal(told, listener.Pushed<TypingDelivery>().Any(push => push.Conversation == conversation));
    }

    private async Task<ActionResult> TypingAsync(string conversation, string user) =>
        await cluster.Client.GetGrain<IConversationPeopleGrain>(GrainKeys.Conversation(conversation)).TypingAsync(user);
}
