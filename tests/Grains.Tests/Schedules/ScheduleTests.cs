using OrleansIm.Domain.Conversations;
using OrleansIm.Domain.Schedules;
using OrleansIm.Grains.Interfaces;
using OrleansIm.Grains.Interfaces.Conversations;
using OrleansIm.Grains.Interfaces.Gateways;
using OrleansIm.Grains.Interfaces.Schedules;
using OrleansIm.Grains.Tests.Cluster;

namespace OrleansIm.Grains.Tests.Schedules;

/// <summary>Messages that are sent later, whatever the storage, the conversation or another activation does meanwhile.</summary>
public sealed class ScheduleTests(ImCluster cluster)
{
    private static readonly TimeSpan Hour = TimeSpan.FromHours(1);

    private readonly string _alice = Names.User("alice");
    private readonly string _bob = Names.User("bob");

    private string Pair => ConversationId.Direct(_alice, _bob);

    private IScheduleGrain Grain => cluster.Client.GetGrain<IScheduleGrain>(GrainKeys.User(_alice));

    private long InAnHour => cluster.Time.GetUtcNow().Add(Hour).ToUnixTimeMilliseconds();

    [Fact]
    public async Task A_message_waits_for_its_time_and_is_sent_as_if_the_user_had_just_written_it()
    {
        var gateway = new TestGateway(cluster);
        var (phone, desk, other) = (await gateway.LoginAsync(_alice), await gateway.LoginAsync(_alice, "desk"), await gateway.LoginAsync(_bob));

        await SetAsync(Message("c1"), phone.Session);
        await Condition.HoldsAsync(() => News(desk, ScheduleEvent.Set).Any(), "the other device is told");
        Assert.Empty(News(phone, ScheduleEvent.Set));
        Assert.False(News(desk, ScheduleEvent.Set).Single().Message.Draft.Content.IsEmpty);
        Assert.Equal("c1", Assert.Single(await ListAsync()).Draft.ClientId);

        cluster.Time.Advance(Hour);
        await Condition.HoldsAsync(() => other.Seqs(Pair).Length == 1 && News(phone, ScheduleEvent.Sent).Any() && News(desk, ScheduleEvent.Sent).Any(), "it is sent");
        await Condition.HoldsAsync(() => phone.Seqs(Pair).Length == 1 && desk.Seqs(Pair).Length == 1, "own devices are pushed it");
        Assert.Equal("c1", phone.Items(Pair)[0].Field("clientId"));
        Assert.Equal((1L, true), News(phone, ScheduleEvent.Sent).Select(static push => (push.Seq, push.Message.Draft.Content.IsEmpty)).Single());
        Assert.Empty(await ListAsync());
    }

    [Fact]
    public async Task What_is_committed_and_not_answered_is_sent_once()
    {
        var device = await new TestGateway(cluster).LoginAsync(_alice);
        await cluster.SendAsync(_bob, Pair, "before");
        await SetAsync(Message("c1"));
        cluster.Log.FailNext(Pair, Fault.After);

        cluster.Time.Advance(Hour);
        await Condition.HoldsAsync(() => News(device, ScheduleEvent.Sent).Any(), "it is known to be sent");
        Assert.Equal(2, News(device, ScheduleEvent.Sent).Single().Seq);
        Assert.Equal(["before", "c1"], await TextsAsync(_bob));
        Assert.Empty(await ListAsync());
    }

    [Fact]
    public async Task What_another_activation_has_taken_is_neither_changed_nor_cancelled_and_is_sent()
    {
        await SetAsync(Message("c1"));
        await cluster.Schedules.TakeAsync(_alice, InAnHour, SchedulePlace.First, 5, CancellationToken.None);

        Assert.Equal(ErrorCode.Conflict, (await Grain.CancelAsync("none", Pair, "c1")).Code);
        Assert.Equal(ErrorCode.Conflict, (await Grain.SetAsync("none", Message("c1", "other"))).Code);
        await cluster.SendAsync(_alice, Pair, "c1");
        cluster.Time.Advance(Hour);
        await Condition.HoldsAsync(async () => (await ListAsync()).Count == 0, "it is settled");
        Assert.Equal(["c1"], await TextsAsync(_bob));
    }

    [Fact]
    public async Task What_is_refused_at_its_time_is_kept_with_the_reason_and_can_be_set_again()
    {
        var carol = Names.User("carol");
        var group = await cluster.FoundAsync(_bob, _alice, carol);
        var device = await new TestGateway(cluster).LoginAsync(_alice);
        await SetAsync(Message("c1") with { Conversation = group });
        Assert.Equal(ErrorCode.None, (await cluster.Group(group).LeaveAsync(_alice)).Code);

        cluster.Time.Advance(Hour);
        await Condition.HoldsAsync(() => News(device, ScheduleEvent.Failed).Any(), "it is refused");
        Assert.Equal(ErrorCode.NotMember, News(device, ScheduleEvent.Failed).Single().Message.Code);
        var kept = Assert.Single(await ListAsync());
        Assert.Equal((ScheduleState.Failed, ErrorCode.NotMember, false), (kept.State, kept.Code, kept.Draft.Content.IsEmpty));
        Assert.Equal(ErrorCode.NotMember, (await Grain.SetAsync("none", Message("c1") with { Conversation = group })).Code);

        Assert.Equal(ErrorCode.None, (await cluster.Seats(group).AddAsync(_bob, [_alice])).Code);
        await SetAsync(Message("c1") with { Conversation = group });
        cluster.Time.Advance(Hour);
        await Condition.HoldsAsync(async () => (await ListAsync()).Count == 0, "it is sent now");
        Assert.Single(await HistoryAsync(carol, group), static item => item.Has("c1"));
    }

    [Fact]
    public async Task What_can_be_said_nowhere_is_refused_at_once_and_a_pair_or_a_group_of_others_is_not_there()
    {
        var group = await cluster.FoundAsync(_bob);

        Assert.Equal(ErrorCode.NotFound, (await Grain.SetAsync("none", Message("c1") with { Conversation = group })).Code);
        Assert.Equal(ErrorCode.NotFound, (await Grain.SetAsync("none", Message("c1") with { Conversation = Names.Group() })).Code);
        Assert.Equal(ErrorCode.Expired, (await Grain.SetAsync("none", Message("c1") with { At = 1 })).Code);
        Assert.Equal(ErrorCode.NotFound, (await Grain.CancelAsync("none", group, "c1")).Code);
        Assert.Empty(await ListAsync());
    }

    [Fact]
    public async Task A_cancelled_message_is_gone_and_the_others_come_in_the_order_of_their_times()
    {
        var device = await new TestGateway(cluster).LoginAsync(_alice);
        var due = InAnHour;
        await SetAsync(Message("third") with { At = due + 3 });
        await SetAsync(Message("never") with { At = due });
        await SetAsync(Message("first") with { At = due + 1 });
        await SetAsync(Message("second") with { At = due + 2 });
        Assert.Equal(ErrorCode.None, (await Grain.CancelAsync("none", Pair, "never")).Code);
        await Condition.HoldsAsync(() => News(device, ScheduleEvent.Cancel).Any(), "the device is told");

        cluster.Time.Advance(Hour + Hour);
        await Condition.HoldsAsync(async () => (await ListAsync()).Count == 0, "all are sent");
        Assert.Equal(["first", "second", "third"], await TextsAsync(_bob));
        Assert.Equal(ErrorCode.NotFound, (await Grain.CancelAsync("none", Pair, "never")).Code);
    }

    [Fact]
    public async Task Repeating_changes_nothing_more_are_too_many_and_pages_hold_what_fits()
    {
        await SetAsync(Message("c0"));
        var repeated = Message("c1");
        await SetAsync(repeated);
        Assert.True((await Grain.SetAsync("none", repeated)).Dup);
        for (var i = 2; i < ImCluster.MaxScheduled; i++)
        {
            await SetAsync(Message($"c{i}") with { At = InAnHour + (i * 60_000) });
        }

        Assert.Equal(ErrorCode.TooLarge, (await Grain.SetAsync("none", Message("more"))).Code);
        var first = await Grain.ListAsync(SchedulePlace.First, 2);
        Assert.Equal((2, true), (first.Items.Length, first.More));
        var rest = await Grain.ListAsync(first.Items[^1].Place, 100);
        Assert.Equal((ImCluster.MaxScheduled - 2, false), (rest.Items.Length, rest.More));
    }

    [Fact]
    public async Task A_page_of_large_messages_ends_early()
    {
        for (var i = 0; i < ImCluster.MaxScheduled; i++)
        {
            await SetAsync(Message($"c{i}", new string('x', 100_000)) with { At = InAnHour + (i * 60_000) });
        }

        var page = await Grain.ListAsync(SchedulePlace.First, 100);
        Assert.Equal((2, true), (page.Items.Length, page.More));
    }

    [Fact]
    public async Task One_whose_conversation_does_not_answer_is_tried_again_and_does_not_hold_up_another()
    {
        var carol = Names.User("carol");
        var other = ConversationId.Direct(_alice, carol);
        var due = InAnHour;
        await SetAsync(Message("c1") with { At = due });
        await SetAsync(Message("c2") with { At = due + 1 });
        await SetAsync(Message("elsewhere") with { Conversation = other, At = due + 2 });
        await ImCluster.ForgetAsync(cluster.Conversation(Pair));
        cluster.Log.FailReads(Pair, true);

        cluster.Time.Advance(Hour + Hour);
        await Condition.HoldsAsync(async () => (await HistoryAsync(carol, other)).Count == 1, "the other one is sent");
        cluster.Log.FailReads(Pair, false);
        await Condition.HoldsAsync(async () => (await ListAsync()).Count == 0, "these are sent, too");
        Assert.Equal(["c1", "c2"], await TextsAsync(_bob));
    }

    private async Task SetAsync(ScheduledMessage message, string session = "none") =>
        Assert.Equal(ErrorCode.None, (await Grain.SetAsync(session, message)).Code);

    private async Task<IReadOnlyList<ScheduledMessage>> ListAsync() => (await Grain.ListAsync(SchedulePlace.First, 100)).Items;

    private ScheduledMessage Message(string clientId, string? text = null) => new(Pair, Texts.Draft(clientId, text), InAnHour);

    private static IEnumerable<ScheduleDelivery> News(TestDevice device, ScheduleEvent what) =>
        device.Pushed<ScheduleDelivery>().Where(push => push.Event == what);

    private async Task<IReadOnlyList<Domain.Messages.MessageItem>> HistoryAsync(string user, string conversation) =>
        (await cluster.Conversation(conversation).HistoryAsync(new HistoryRequest(user, 0, -1, 100))).Items;

    private async Task<IEnumerable<string?>> TextsAsync(string user) => (await HistoryAsync(user, Pair)).Select(TextOf);

    private static string? TextOf(Domain.Messages.MessageItem item)
    {
        using var json = System.Text.Json.JsonDocument.Parse(item.Json);
        return json.RootElement.GetProperty("content").GetProperty("text").GetString();
    }
}
