using OrleansIm.Domain.Conversations;
using OrleansIm.Domain.People;
using OrleansIm.Grains.Interfaces;
using OrleansIm.Grains.Interfaces.Conversations;
using OrleansIm.Grains.Interfaces.Gateways;
using OrleansIm.Grains.Interfaces.People;
using OrleansIm.Grains.Interfaces.Personal;
using OrleansIm.Grains.Interfaces.Receipts;
using OrleansIm.Grains.Interfaces.Users;
using OrleansIm.Grains.Tests.Cluster;

namespace OrleansIm.Grains.Tests.Conversations;

/// <summary>What has arrived at one side of a direct conversation is told to the other, if the two let each other know.</summary>
public sealed class ArrivalTests(ImCluster cluster)
{
    private readonly string _alice = Names.User("alice");
    private readonly string _bob = Names.User("bob");

    private string Pair => ConversationId.Direct(_alice, _bob);

    [Fact]
    public async Task It_is_told_once_and_never_more_than_there_is()
    {
        var phone = await AskingAsync();
        await SendAsync("one");
        await SendAsync("two");

        await ReceivedAsync(_bob, 1);
        await Condition.HoldsAsync(() => Seqs(phone).Contains(1), "the first is told");
        await ReceivedAsync(_bob, 1);
        await ReceivedAsync(_bob, 99);
        await Condition.HoldsAsync(() => Seqs(phone).Contains(2), "the rest is told");
        Assert.Equal([1, 2], Seqs(phone));

        // A stranger has received nothing.
        await ReceivedAsync(Names.User("eve"), 2);
        await SendAsync("three");
        await ReceivedAsync(_bob, 3);
        await Condition.HoldsAsync(() => Seqs(phone).Contains(3), "the next is told");
        Assert.All(phone.Pushed<DeliveredDelivery>(), push => Assert.Equal((Pair, _bob), (push.Conversation, push.User)));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Nothing_is_told_while_one_of_the_two_has_switched_receipts_off(bool reader)
    {
        var phone = await AskingAsync();
        var quiet = reader ? _bob : _alice;
        await SettingAsync(quiet, false);
        await SendAsync("one");
        await ReceivedAsync(_bob, 1);

        await SettingAsync(quiet, true);
        await SendAsync("two");
        await ReceivedAsync(_bob, 2);
        await Condition.HoldsAsync(() => Seqs(phone).Contains(2), "what comes then is told");
        Assert.DoesNotContain(1, Seqs(phone));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Nothing_is_told_across_a_block(bool reader)
    {
        var phone = await AskingAsync();
        await SendAsync("one");
        await BlockAsync(reader ? _bob : _alice, true);
        await ReceivedAsync(_bob, 1);

        await BlockAsync(reader ? _bob : _alice, false);
        await SendAsync("two");
        await ReceivedAsync(_bob, 2);
        await Condition.HoldsAsync(() => Seqs(phone).Contains(2), "what comes then is told");
        Assert.DoesNotContain(1, Seqs(phone));
    }

    [Fact]
    public async Task A_conversation_that_was_forgotten_still_knows_from_the_devices_what_has_arrived()
    {
        var device = await new TestGateway(cluster).LoginAsync(_bob);
        await SendAsync("one");
        await SendAsync("two");
        await ReceivedAsync(_bob, 1);
        Assert.Equal(1, (await ReadersAsync(1)).Delivered);
        Assert.Equal(0, (await ReadersAsync(2)).Delivered);

        await Condition.HoldsAsync(() => device.Seqs(Pair).Length == 2, "it is pushed");
        await device.AckAsync(Pair, 1);
        await Condition.HoldsAsync(async () => await cluster.Members.ReceivedAsync(_bob, Pair, CancellationToken.None) == 1, "its cursor is stored");
        await ImCluster.ForgetAsync(cluster.Conversation(Pair));
        Assert.Equal(1, (await ReadersAsync(1)).Delivered);
        Assert.Equal(0, (await ReadersAsync(2)).Delivered);
    }

    private static long[] Seqs(TestDevice device) => [.. device.Pushed<DeliveredDelivery>().Select(static push => push.Seq)];

    private async Task<TestDevice> AskingAsync()
    {
        var device = await new TestGateway(cluster).OpenAsync(_alice, "phone", delivered: true);
        await device.CatchUpAsync();
        return device;
    }

    private Task SendAsync(string clientId) => cluster.SendAsync(_alice, Pair, clientId);

    private async Task ReceivedAsync(string user, long seq) =>
        await cluster.Client.GetGrain<IConversationReceiptsGrain>(GrainKeys.Conversation(Pair)).ReceivedAsync(user, seq);

    private async Task<ReadersResult> ReadersAsync(long seq) =>
        await cluster.Client.GetGrain<IConversationGrain>(GrainKeys.Conversation(Pair)).ReadersAsync(new MemberAction(_alice, "none", seq));

    private async Task SettingAsync(string user, bool on) =>
        Assert.Equal(ErrorCode.None, (await cluster.Client.GetGrain<IUserChatsGrain>(GrainKeys.User(user)).SettingsAsync("none", on)).Code);

    private async Task BlockAsync(string user, bool on) => Assert.Equal(
        ErrorCode.None,
        (await cluster.Client.GetGrain<IConversationPeopleGrain>(GrainKeys.Conversation(Pair))
            .ContactAsync(new ContactOrder(user, "none", ContactAct.Set, string.Empty, new ContactChange(null, null, on, null)))).Code);
}
