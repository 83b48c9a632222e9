using OrleansIm.Domain.Conversations;
using OrleansIm.Grains.Interfaces.Conversations;
using OrleansIm.Grains.Interfaces.Gateways;
using OrleansIm.Grains.Tests.Cluster;

namespace OrleansIm.Grains.Tests.Conversations;

public sealed class DeliveryTests(ImCluster cluster)
{
    [Fact]
    public async Task A_message_reaches_all_members_once_and_in_order_from_many_senders()
    {
        const int Each = 40;
        string[] users = [Names.User("a"), Names.User("b"), Names.User("c"), Names.User("d")];
        var conversation = await cluster.FoundAsync(users[0], users[1..]);
        TestGateway[] gateways = [new(cluster), new(cluster)];
        var devices = new List<TestDevice>();
        foreach (var user in users)
        {
            devices.Add(await gateways[devices.Count % 2].LoginAsync(user));
        }

        await Task.WhenAll(users.Select((user, i) => SendManyAsync(user, devices[i].Session, conversation, Each)));

        var all = Enumerable.Range(2, Each * users.Length).Select(seq => (long)seq).ToArray();
        foreach (var device in devices)
        {
            await Condition.HoldsAsync(() => device.Seqs(conversation).Length >= Each * (users.Length - 1), "all others' messages arrive");
            var items = device.Items(conversation);
            Assert.Equal(items.Select(item => item.Seq).Order().Distinct(), items.Select(item => item.Seq));
            Assert.DoesNotContain(items, item => item.Field("from") == device.User);
            Assert.Equal(Each * (users.Length - 1), items.Count);
            Assert.Empty(device.Pushed<ResyncDelivery>());
        }

        var history = await cluster.Conversation(conversation).HistoryAsync(new HistoryRequest(users[0], 0, 1, 200));
        Assert.Equal(all, history.Items.Select(item => item.Seq));
    }

    [Fact]
    public async Task Two_silos_are_enough()
    {
        await using var two = new ImCluster { Silos = 2 };
        await two.InitializeAsync();
        var (alice, bob) = (Names.User("alice"), Names.User("bob"));
        var device = await new TestGateway(two).LoginAsync(bob);
        var conversation = ConversationId.Direct(alice, bob);
        for (var i = 1; i <= 5; i++)
        {
            Assert.Equal(i, (await two.SendAsync(alice, conversation, $"c{i}")).Seq);
        }

        await Condition.HoldsAsync(() => device.Seqs(conversation).Length == 5, "five messages arrive");
        Assert.Equal([1, 2, 3, 4, 5], device.Seqs(conversation));
    }

    [Fact]
    public async Task Own_other_devices_get_the_client_id_and_the_sending_session_nothing()
    {
        var (alice, bob) = (Names.User("alice"), Names.User("bob"));
        var conversation = ConversationId.Direct(alice, bob);
        var gateway = new TestGateway(cluster);
        var phone = await gateway.LoginAsync(alice, "phone");
        var desk = await gateway.LoginAsync(alice, "desk");
        var other = await gateway.LoginAsync(bob);

        await cluster.SendAsync(alice, conversation, "mine", phone.Session);
        await cluster.SendAsync(bob, conversation, "yours", other.Session);

        await Condition.HoldsAsync(() => phone.Seqs(conversation).Length > 0 && desk.Seqs(conversation).Length == 2, "the messages arrive");
        Assert.Equal([2], phone.Seqs(conversation));
        Assert.Equal("mine", desk.Items(conversation)[0].Field("clientId"));
        Assert.Null(desk.Items(conversation)[1].Field("clientId"));
        await Condition.HoldsAsync(() => other.Seqs(conversation).Length > 0, "bob gets it");
        Assert.Null(other.Items(conversation).Single().Field("clientId"));
    }

    [Fact]
    public async Task A_repeated_client_id_gets_the_first_receipt_however_old_and_stores_nothing()
    {
        var (alice, bob) = (Names.User("alice"), Names.User("bob"));
        var conversation = ConversationId.Direct(alice, bob);
        var first = await cluster.SendAsync(alice, conversation, "first");
        await SendManyAsync(bob, "none", conversation, 100);

        for (var round = 0; round < 2; round++)
        {
            var again = await cluster.SendAsync(alice, conversation, "first");
            Assert.Equal(first with { Dup = true }, again);
            await ImCluster.ForgetAsync(cluster.Conversation(conversation));
        }

        var other = await cluster.Conversation(conversation).AppendAsync(
            new AppendRequest(alice, "none", [Texts.Draft("first", "else"), Texts.Draft("new")]));
        Assert.Equal(ErrorCode.Conflict, other[0].Code);
        Assert.Equal((ErrorCode.None, 102L, false), (other[1].Code, other[1].Seq, other[1].Dup));
    }

    [Fact]
    public async Task Old_and_new_client_ids_in_one_batch_each_get_their_own_answer()
    {
        var (alice, bob) = (Names.User("alice"), Names.User("bob"));
        var conversation = ConversationId.Direct(alice, bob);
        await cluster.SendAsync(alice, conversation, "old");
        await SendManyAsync(bob, "none", conversation, 100);
        await ImCluster.ForgetAsync(cluster.Conversation(conversation));

        var results = await cluster.Conversation(conversation).AppendAsync(
            new AppendRequest(alice, "none", [Texts.Draft("n1"), Texts.Draft("old"), Texts.Draft("n2"), Texts.Draft("n1")]));

        Assert.All(results, result => Assert.Equal(ErrorCode.None, result.Code));
        Assert.Equal([102, 1, 103, 102], results.Select(result => result.Seq));
        Assert.Equal([false, true, false, true], results.Select(result => result.Dup));
    }

    [Fact]
    public async Task Strangers_learn_nothing_and_cause_nothing()
    {
        var (alice, bob, eve) = (Names.User("alice"), Names.User("bob"), Names.User("eve"));
        var conversation = await cluster.FoundAsync(alice, bob);
        var grain = cluster.Conversation(conversation);
        var nowhere = cluster.Conversation(Names.Group());

        foreach (var asked in new[] { grain, nowhere })
        {
            Assert.Equal(ErrorCode.NotFound, (await asked.AppendAsync(new AppendRequest(eve, "s", [Texts.Draft("c")])))[0].Code);
            Assert.Equal(ErrorCode.NotFound, (await asked.HistoryAsync(new HistoryRequest(eve, 0, -1, 10))).Code);
            Assert.Equal(ErrorCode.NotFound, (await asked.RecallAsync(new MemberAction(eve, "s", 1))).Code);
            Assert.Equal(ErrorCode.NotFound, (await asked.ReadAsync(new MemberAction(eve, "s", 1))).Code);
        }
    }

    private async Task SendManyAsync(string user, string session, string conversation, int count)
    {
        for (var sent = 0; sent < count; sent += 10)
        {
            var drafts = Enumerable.Range(sent, 10).Select(i => Texts.Draft($"{user}-{i}")).ToArray();
            var results = await cluster.Conversation(conversation).AppendAsync(new AppendRequest(user, session, drafts));
            Assert.All(results, result => Assert.Equal(ErrorCode.None, result.Code));
            Assert.Equal(results.Select(result => result.Seq).Order(), results.Select(result => result.Seq));
        }
    }
}
