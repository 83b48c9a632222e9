using OrleansIm.Domain.Conversations;
using OrleansIm.Domain.People;
using OrleansIm.Grains.Interfaces;
using OrleansIm.Grains.Interfaces.Conversations;
using OrleansIm.Grains.Interfaces.Gateways;
using OrleansIm.Grains.Interfaces.People;
using OrleansIm.Grains.Tests.Cluster;

namespace OrleansIm.Grains.Tests.People;

public sealed class ContactTests(ImCluster cluster)
{
    [Fact]
    public async Task A_request_and_its_acceptance_are_told_to_both_and_begin_their_conversation()
    {
        var (alice, bob) = (Names.User("alice"), Names.User("bob"));
        var conversation = ConversationId.Direct(alice, bob);
        var gateway = new TestGateway(cluster);
        var asks = await gateway.LoginAsync(alice, "phone");
        var asksToo = await gateway.LoginAsync(alice, "desk");
        var asked = await gateway.LoginAsync(bob);

        var request = await ActAsync(alice, bob, ContactAct.Request, "hello there", asks.Session);
        Assert.Equal((ErrorCode.None, ContactState.Outgoing, 1L, false), (request.Code, request.Side!.State, request.Revision, request.Dup));
        await Condition.HoldsAsync(() => asked.Pushed<ContactDelivery>().Any() && asksToo.Pushed<ContactDelivery>().Any(), "both hear of the request");
        var told = asked.Pushed<ContactDelivery>().Single();
        Assert.Equal((ContactEvent.Request, alice, alice, ContactState.Incoming, "hello there"), (told.Event, told.By, told.Line.User, told.Line.Side.State, told.Line.Side.Greeting));
        Assert.Empty(asks.Pushed<ContactDelivery>());

        var accepted = await ActAsync(bob, alice, ContactAct.Accept);
        Assert.Equal((ErrorCode.None, ContactState.Contact, 2L), (accepted.Code, accepted.Side!.State, accepted.Seq));
        await Condition.HoldsAsync(() => asks.Seqs(conversation).Length == 2 && asked.Seqs(conversation).Length == 2, "the conversation begins");
        Assert.Contains("hello there", System.Text.Encoding.UTF8.GetString(asked.Items(conversation)[0].Json.Span), StringComparison.Ordinal);
        Assert.Equal((1L, 0L), ((await asked.LineAsync(conversation))!.View.Unread, (await asks.LineAsync(conversation))!.View.Unread));
        await Condition.HoldsAsync(() => asks.Pushed<ContactDelivery>().Any(push => push.Event == ContactEvent.Accept), "who asked hears of it");

        Assert.True((await ActAsync(bob, alice, ContactAct.Accept)) is { Dup: true, Seq: 2 });
        await ImCluster.ForgetAsync(cluster.Conversation(conversation));
        Assert.True((await ActAsync(bob, alice, ContactAct.Accept)) is { Dup: true, Seq: 2 });
        Assert.Equal(2, (await cluster.Log.LoadAsync(conversation, 10, CancellationToken.None))!.Head);
    }

    [Fact]
    public async Task A_greeting_that_could_not_be_written_is_written_by_the_next_acceptance_once()
    {
        var (alice, bob) = (Names.User("alice"), Names.User("bob"));
        var conversation = ConversationId.Direct(alice, bob);
        await ActAsync(alice, bob, ContactAct.Request, "hello");
        cluster.Log.FailNext(conversation, Fault.After);

        var failed = await ActAsync(bob, alice, ContactAct.Accept);
        Assert.Equal(ErrorCode.Busy, failed.Code);
        var again = await ActAsync(bob, alice, ContactAct.Accept);

        Assert.Equal((ErrorCode.None, 2L), (again.Code, again.Seq));
        Assert.Equal(2, (await cluster.Log.LoadAsync(conversation, 10, CancellationToken.None))!.Head);
    }

    [Fact]
    public async Task A_greeting_is_gone_before_its_message_is_recalled()
    {
        var (alice, bob) = (Names.User("alice"), Names.User("bob"));
        var conversation = ConversationId.Direct(alice, bob);
        await ActAsync(alice, bob, ContactAct.Request, "hello");
        await ActAsync(bob, alice, ContactAct.Accept);
        var device = await new TestGateway(cluster).LoginAsync(bob);
        cluster.Log.FailNext(conversation, Fault.Before);

        var recall = new MemberAction(alice, "none", 1);
        Assert.Equal(ErrorCode.Busy, (await cluster.Conversation(conversation).RecallAsync(recall)).Code);

        // What was told of the acceptance may come after the login.
        await Condition.HoldsAsync(() => device.Pushed<ContactDelivery>().Any(push => push.Event == ContactEvent.Set), "the other hears of it");
        var told = device.Pushed<ContactDelivery>().Single(push => push.Event == ContactEvent.Set);
        Assert.Equal((alice, alice, string.Empty), (told.By, told.Line.User, told.Line.Side.Greeting));
        Assert.False((await cluster.Conversation(conversation).RecallAsync(recall)).Dup);
        Assert.True((await cluster.Conversation(conversation).RecallAsync(recall)).Dup);
        Assert.True((await ActAsync(bob, alice, ContactAct.Accept)) is { Dup: true, Seq: 2, Side.Greeting: "" });
    }

    [Fact]
    public async Task What_both_sides_do_at_once_has_one_outcome_for_both()
    {
        for (var round = 0; round < 20; round++)
        {
            var (alice, bob) = (Names.User("alice"), Names.User("bob"));
            await ActAsync(alice, bob, ContactAct.Request, "hi");

            var results = await Task.WhenAll(
                ActAsync(bob, alice, ContactAct.Accept), ActAsync(bob, alice, ContactAct.Reject), ActAsync(alice, bob, ContactAct.Request, "hi"));

            var (mine, theirs) = (await LinesAsync(alice), await LinesAsync(bob));
            Assert.Equal(mine.Length, theirs.Length);
            Assert.True(mine.Length == 0 || mine[0].Side.State == ContactState.Contact == (theirs[0].Side.State == ContactState.Contact));
            // Accepted first, rejected first, or rejected, asked again and accepted then: every order of the three has its own answers.
            var areContacts = mine.Length > 0 && mine[0].Side.State == ContactState.Contact;
            Assert.True(
                (results[0].Code, results[1].Code, areContacts) is (ErrorCode.None, ErrorCode.Conflict, true)
                    or (ErrorCode.NotFound, ErrorCode.None, false)
                    or (ErrorCode.None, ErrorCode.None, true),
                $"accept {results[0]}, reject {results[1]}, contacts {areContacts}");
        }
    }

    [Fact]
    public async Task Requests_that_cross_make_contacts()
    {
        for (var round = 0; round < 10; round++)
        {
            var (alice, bob) = (Names.User("alice"), Names.User("bob"));

            await Task.WhenAll(ActAsync(alice, bob, ContactAct.Request, "a"), ActAsync(bob, alice, ContactAct.Request, "b"));

            Assert.Equal(ContactState.Contact, Assert.Single(await LinesAsync(alice)).Side.State);
            Assert.Equal(ContactState.Contact, Assert.Single(await LinesAsync(bob)).Side.State);
        }
    }

    [Fact]
    public async Task A_block_stands_between_two_messages_and_survives_the_grain()
    {
        var (alice, bob) = (Names.User("alice"), Names.User("bob"));
        var conversation = ConversationId.Direct(alice, bob);
        await cluster.SendAsync(alice, conversation, "c1");

        Assert.Equal(ErrorCode.None, (await ActAsync(bob, alice, ContactAct.Set, change: new ContactChange(null, null, true, null))).Code);

        Assert.Equal(ErrorCode.Blocked, (await SendAsync(alice, conversation, "c2")).Code);
        Assert.True(await SendAsync(alice, conversation, "c1") is { Code: ErrorCode.None, Dup: true });
        Assert.Equal(ErrorCode.None, (await SendAsync(bob, conversation, "b1")).Code);
        Assert.Equal(ErrorCode.Blocked, (await TypingAsync(conversation, alice)).Code);
        await ImCluster.ForgetAsync(cluster.Conversation(conversation));
        Assert.Equal(ErrorCode.Blocked, (await SendAsync(alice, conversation, "c3")).Code);
        Assert.True(await SendAsync(alice, conversation, "c1") is { Code: ErrorCode.None, Dup: true });
        Assert.Equal(ErrorCode.Blocked, (await ActAsync(alice, bob, ContactAct.Request, "please")).Code);

        await ActAsync(bob, alice, ContactAct.Set, change: new ContactChange(null, null, false, null));
        Assert.Equal((ErrorCode.None, 3L), ((await SendAsync(alice, conversation, "c4")) is var sent ? (sent.Code, sent.Seq) : default));
    }

    [Fact]
    public async Task Of_messages_that_race_with_a_block_what_is_acknowledged_is_there_and_nothing_comes_after_the_block()
    {
        var (alice, bob) = (Names.User("alice"), Names.User("bob"));
        var conversation = ConversationId.Direct(alice, bob);
        await cluster.SendAsync(alice, conversation, "first");
        var blocked = false;
        List<long> taken = [1];
        var sending = SendUntilBlockedAsync();

        await Condition.HoldsAsync(() => taken.Count > 20, "messages are under way");
        Assert.Equal(ErrorCode.None, (await ActAsync(bob, alice, ContactAct.Set, change: new ContactChange(null, null, true, null))).Code);
        Volatile.Write(ref blocked, true);
        await sending;

        Assert.Equal(Enumerable.Range(1, taken.Count).Select(static seq => (long)seq), taken);
        Assert.Equal(taken.Count, (await cluster.Log.LoadAsync(conversation, 1, CancellationToken.None))!.Head);

        async Task SendUntilBlockedAsync()
        {
            for (var i = 0; ; i++)
            {
                var after = Volatile.Read(ref blocked);
                var result = await SendAsync(alice, conversation, $"c{i}");
                Assert.True(result.Code is ErrorCode.None or ErrorCode.Blocked or ErrorCode.Busy, result.ToString());
                if (result.Code == ErrorCode.None)
                {
                    Assert.False(after, "a message was taken after the block had been answered");
                    taken.Add(result.Seq);
                }
                else if (after)
                {
                    return;
                }
            }
        }
    }

    [Fact]
    public async Task A_block_is_told_to_nobody_but_the_own_devices()
    {
        var (alice, bob) = (Names.User("alice"), Names.User("bob"));
        var gateway = new TestGateway(cluster);
        var blocked = await gateway.LoginAsync(alice);
        var (phone, desk) = (await gateway.LoginAsync(bob, "phone"), await gateway.LoginAsync(bob, "desk"));

        await ActAsync(bob, alice, ContactAct.Set, session: phone.Session, change: new ContactChange(null, null, true, null));
        await ActAsync(bob, Names.User("carol"), ContactAct.Set, session: phone.Session, change: new ContactChange(null, null, true, null));

        await Condition.HoldsAsync(() => desk.Pushed<ContactDelivery>().Count() == 2, "the other device knows");
        Assert.Empty(phone.Pushed<ContactDelivery>());
        Assert.Empty(blocked.Pushed<ContactDelivery>());
        Assert.Empty(await LinesAsync(alice));
    }

    [Fact]
    public async Task Who_logs_in_learns_the_revision_of_its_contacts()
    {
        var (alice, bob) = (Names.User("alice"), Names.User("bob"));
        await ActAsync(alice, bob, ContactAct.Request, "hi");
        var gateway = new TestGateway(cluster);

        Assert.Equal(1, (await gateway.OpenAsync(bob, "phone")).Opened.Contacts);
        await ActAsync(bob, alice, ContactAct.Accept);
        await Condition.HoldsAsync(async () => (await gateway.OpenAsync(bob, "desk")).Opened.Contacts == 2, "a later login learns the later one");
        Assert.Equal(0, (await gateway.OpenAsync(Names.User("carol"), "phone")).Opened.Contacts);
    }

    [Fact]
    public async Task Nothing_can_be_done_about_oneself()
    {
        var alice = Names.User("alice");

        Assert.Equal(ErrorCode.Invalid, (await ActAsync(alice, alice, ContactAct.Request)).Code);
        Assert.Equal(ErrorCode.None, (await SendAsync(alice, ConversationId.Direct(alice, alice), "note")).Code);
    }

    private async Task<ContactResult> ActAsync(
        string by, string other, ContactAct act, string greeting = "", string session = "none", ContactChange change = default) =>
        await People(ConversationId.Direct(by, other)).ContactAsync(new ContactOrder(by, session, act, greeting, change));

    private async Task<AppendResult> SendAsync(string user, string conversation, string clientId) =>
        (await cluster.Conversation(conversation).AppendAsync(new AppendRequest(user, "none", [Texts.Draft(clientId)])))[0];

    private async Task<ActionResult> TypingAsync(string conversation, string user) => await People(conversation).TypingAsync(user);

    private async Task<ContactLine[]> LinesAsync(string user) =>
        (await cluster.Client.GetGrain<IPeopleGrain>(GrainKeys.User(user)).ContactsAsync(string.Empty, 10, incomingOnly: false)).Lines;

    private IConversationPeopleGrain People(string conversation) =>
        cluster.Client.GetGrain<IConversationPeopleGrain>(GrainKeys.Conversation(conversation));
}
