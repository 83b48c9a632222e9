using System.Text;
using OrleansIm.Domain.Conversations;
using OrleansIm.Domain.Messages;
using OrleansIm.Domain.Schedules;
using OrleansIm.Storage.Schedules;
using OrleansIm.Storage.Tests.Engines;
using ErrorCode = OrleansIm.Domain.ErrorCode;

namespace OrleansIm.Storage.Tests.Schedules;

/// <summary>What every engine must do with messages that are to be sent later; run by one class per engine.</summary>
public abstract class ScheduleStoreContract : EngineContract
{
    private const int Most = 100;

    private IScheduleStore Schedules => Storage.Schedules;

    [Fact]
    public async Task A_message_is_there_as_it_was_kept_also_for_another_process()
    {
        var whole = new ScheduledMessage(
            Pair, new Draft("c 1", ContentKind.Custom, Encoding.UTF8.GetBytes("{\"ü\":1}"), ["bob", "carol"], 7, Silent: true, Expire: 30), 1000);
        Assert.True(await SaveAsync("alice", whole));
        await using var other = await Storage.ReopenAsync();

        var found = Assert.Single(await other.Schedules.ListAsync("alice", SchedulePlace.First, 10, Token));
        Assert.True(found.IsSame(whole));
        Assert.Equal((Pair, "c 1", ScheduleState.Waiting, ErrorCode.None), (found.Conversation, found.Draft.ClientId, found.State, found.Code));
        Assert.True((await other.Schedules.FindAsync("alice", Pair, "c 1", Token))!.IsSame(whole));
        Assert.Null(await other.Schedules.FindAsync("Alice", Pair, "c 1", Token));
        Assert.Null(await other.Schedules.FindAsync("alice", Pair, "c 2", Token));
        Assert.Null(await other.Schedules.FindAsync("alice", "g:x", "c 1", Token));
    }

    [Fact]
    public async Task The_same_name_stands_once_and_the_newest_counts()
    {
        await SaveAsync("alice", Message("c1", 1000, "old"));
        await SaveAsync("alice", Message("c1", 2000, "new"));

        Assert.True(Assert.Single(await ListAsync("alice")).IsSame(Message("c1", 2000, "new")));
    }

    [Fact]
    public async Task A_user_has_no_more_than_the_bound_and_may_still_change_what_is_there()
    {
        Assert.True(await Schedules.SaveAsync("alice", Message("c1", 1), 2, Token));
        Assert.True(await Schedules.SaveAsync("alice", Message("c2", 2), 2, Token));
        Assert.False(await Schedules.SaveAsync("alice", Message("c3", 3), 2, Token));
        Assert.True(await Schedules.SaveAsync("alice", Message("c2", 4), 2, Token));
        Assert.True(await Schedules.SaveAsync("bob", Message("c3", 3), 2, Token));
        Assert.Equal(["c1", "c2"], (await ListAsync("alice")).Select(static message => message.Draft.ClientId));
    }

    [Fact]
    public async Task They_are_listed_by_their_times_page_by_page()
    {
        await SaveAsync("alice", Message("c3", 3));
        await SaveAsync("alice", Message("b", 2));
        await SaveAsync("alice", Message("a", 2));
        await SaveAsync("alice", Message("a", 2) with { Conversation = "g:x" });
        await SaveAsync("bob", Message("b1", 1));

        var first = await Schedules.ListAsync("alice", SchedulePlace.First, 3, Token);
        Assert.Equal([(Pair, "a"), (Pair, "b"), ("g:x", "a")], first.Select(static message => (message.Conversation, message.Draft.ClientId)));
        Assert.Equal("c3", Assert.Single(await Schedules.ListAsync("alice", first[^1].Place, 3, Token)).Draft.ClientId);
    }

    [Fact]
    public async Task Whose_time_has_come_is_found_and_no_other()
    {
        await SaveAsync("carol", Message("c1", 1000));
        await SaveAsync("alice", Message("c1", 1000));
        await SaveAsync("alice", Message("c2", 900));
        await SaveAsync("bob", Message("c1", 1001));

        Assert.Equal(["alice", "carol"], await Schedules.DueAsync(1000, string.Empty, 10, Token));
        Assert.Equal(["alice"], await Schedules.DueAsync(1000, string.Empty, 1, Token));
        Assert.Equal(["carol"], await Schedules.DueAsync(1000, "alice", 10, Token));
        Assert.Empty(await Schedules.DueAsync(899, string.Empty, 10, Token));
    }

    [Fact]
    public async Task What_is_due_is_taken_in_its_order_and_again_until_it_is_settled()
    {
        await SaveAsync("alice", Message("late", 1001));
        await SaveAsync("alice", Message("second", 1000, "text"));
        await SaveAsync("alice", Message("first", 999));

        var one = Assert.Single(await Schedules.TakeAsync("alice", 1000, SchedulePlace.First, 1, Token));
        Assert.Equal(("first", ScheduleState.Sending), (one.Draft.ClientId, one.State));
        Assert.Equal(["second"], Ids(await Schedules.TakeAsync("alice", 1000, one.Place, 5, Token)));
        await using var other = await Storage.ReopenAsync();
        Assert.Equal(["first", "second"], Ids(await other.Schedules.TakeAsync("alice", 1000, SchedulePlace.First, 5, Token)));
        Assert.Equal(["alice"], await Schedules.DueAsync(1000, string.Empty, 10, Token));

        await Schedules.SentAsync("alice", Pair, "first", Token);
        await Schedules.FailAsync("alice", Pair, "second", ErrorCode.NotMember, Token);
        Assert.Empty(await Schedules.TakeAsync("alice", 1000, SchedulePlace.First, 5, Token));
        Assert.Empty(await Schedules.DueAsync(1000, string.Empty, 10, Token));
        Assert.Equal(
            [("second", ScheduleState.Failed, ErrorCode.NotMember), ("late", ScheduleState.Waiting, ErrorCode.None)],
            (await ListAsync("alice")).Select(static message => (message.Draft.ClientId, message.State, message.Code)));
        Assert.Contains("text", Encoding.UTF8.GetString((await ListAsync("alice"))[0].Draft.Content.Span), StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_is_being_sent_is_neither_changed_nor_cancelled()
    {
        await SaveAsync("alice", Message("c1", 1000));
        await Schedules.TakeAsync("alice", 1000, SchedulePlace.First, 5, Token);

        Assert.False(await SaveAsync("alice", Message("c1", 2000)));
        Assert.False(await Schedules.CancelAsync("alice", Pair, "c1", Token));
        Assert.Equal(1000, Assert.Single(await ListAsync("alice")).At);
    }

    [Fact]
    public async Task What_waits_or_was_refused_can_be_cancelled_and_set_anew()
    {
        await SaveAsync("alice", Message("c1", 1000));
        await SaveAsync("alice", Message("c2", 1000));
        await Schedules.TakeAsync("alice", 1000, SchedulePlace.First, 5, Token);
        await Schedules.FailAsync("alice", Pair, "c1", ErrorCode.Muted, Token);
        await Schedules.FailAsync("alice", Pair, "c2", ErrorCode.Muted, Token);
        await SaveAsync("alice", Message("c3", 1000));

        Assert.True(await SaveAsync("alice", Message("c1", 2000)));
        Assert.Equal((ScheduleState.Waiting, ErrorCode.None), (await Schedules.FindAsync("alice", Pair, "c1", Token)) is { } again ? (again.State, again.Code) : default);
        Assert.True(await Schedules.CancelAsync("alice", Pair, "c2", Token));
        Assert.True(await Schedules.CancelAsync("alice", Pair, "c3", Token));
        Assert.False(await Schedules.CancelAsync("alice", Pair, "c3", Token));
        Assert.False(await Schedules.CancelAsync("bob", Pair, "c1", Token));
        Assert.Equal(["c1"], Ids(await ListAsync("alice")));
    }

    [Fact]
    public async Task What_another_has_marked_as_refused_and_what_is_set_anew_are_told_apart_when_it_is_in_the_log()
    {
        await SaveAsync("alice", Message("c1", 1000));
        await SaveAsync("alice", Message("c2", 1000));
        await Schedules.TakeAsync("alice", 1000, SchedulePlace.First, 5, Token);
        await Schedules.FailAsync("alice", Pair, "c1", ErrorCode.Muted, Token);
        await Schedules.FailAsync("alice", Pair, "c2", ErrorCode.Muted, Token);
        await SaveAsync("alice", Message("c2", 2000));

        await Schedules.SentAsync("alice", Pair, "c1", Token);
        await Schedules.SentAsync("alice", Pair, "c2", Token);
        Assert.Equal(["c2"], Ids(await ListAsync("alice")));
    }

    [Fact]
    public async Task Of_a_cancel_and_the_sending_that_meet_one_comes_first()
    {
        for (var round = 0; round < 20; round++)
        {
            await SaveAsync("alice", Message($"c{round}", 1000));
            var taking = Schedules.TakeAsync("alice", 1000, SchedulePlace.First, 5, Token).AsTask();
            var cancelling = Schedules.CancelAsync("alice", Pair, $"c{round}", Token).AsTask();
            await Task.WhenAll(taking, cancelling);

            Assert.NotEqual(await cancelling, (await taking).Count > 0);
            await Schedules.SentAsync("alice", Pair, $"c{round}", Token);
        }
    }

    private ValueTask<bool> SaveAsync(string user, ScheduledMessage message) => Schedules.SaveAsync(user, message, Most, Token);

    private ValueTask<IReadOnlyList<ScheduledMessage>> ListAsync(string user) => Schedules.ListAsync(user, SchedulePlace.First, Most, Token);

    private static IEnumerable<string> Ids(IEnumerable<ScheduledMessage> messages) => messages.Select(static message => message.Draft.ClientId);

    private static ScheduledMessage Message(string clientId, long at, string text = "hello") => new(
        Pair, new Draft(clientId, ContentKind.Text, Encoding.UTF8.GetBytes($"{{\"type\":\"text\",\"text\":\"{text}\"}}"), null, 0, Silent: false), at);
}
