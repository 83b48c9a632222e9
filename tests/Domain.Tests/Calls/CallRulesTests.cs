using OrleansIm.Domain.Calls;

namespace OrleansIm.Domain.Tests.Calls;

public sealed class CallRulesTests
{
    private const long RingUntil = 60_000;

    [Fact]
    public void Who_is_called_is_rung_on_all_devices_and_the_first_to_accept_has_the_call()
    {
        var (call, notes) = Begun("bob");
        Assert.Contains(notes, note => note is { To: "bob", Event: CallEvent.Invite, Only: null });

        var accepted = CallRules.Accept(call, "bob", "phone", default, mayJoin: false, 16, 5_000);
        Assert.Contains(accepted.Notes, note => note is { To: "alice", Event: CallEvent.Accept, Only: "desk" });
        Assert.Contains(accepted.Notes, note => note is { To: "bob", Event: CallEvent.Elsewhere, Except: "phone" });
        Assert.Equal(5_000, accepted.Next!.AnsweredAt);
        Assert.Equal(CallStep.Known, CallRules.Accept(accepted.Next, "bob", "phone", default, mayJoin: false, 16, 6_000));
        Assert.Equal(ErrorCode.Conflict, CallRules.Accept(accepted.Next, "bob", "tablet", default, mayJoin: false, 16, 6_000).Refusal);

        var over = CallRules.Hangup(accepted.Next, "bob", "phone", 65_000).Next!;
        Assert.Equal((CallOutcome.Ended, 60_000), (over.Outcome, over.Duration));
        Assert.False(over.WasMissed);
    }

    [Fact]
    public void A_call_that_did_not_come_about_says_why()
    {
        var (call, _) = Begun("bob");

        Assert.Equal(CallOutcome.Rejected, CallRules.Decline(call, "bob", "phone", busy: false, 1).Next!.Outcome);
        Assert.Equal(CallOutcome.Busy, CallRules.Decline(call, "bob", "phone", busy: true, 1).Next!.Outcome);
        Assert.Equal(CallOutcome.Cancelled, CallRules.Cancel(call, "alice", 1).Next!.Outcome);
        Assert.Equal(CallOutcome.Cancelled, CallRules.Hangup(call, "alice", "desk", 1).Next!.Outcome);
        Assert.Equal(CallOutcome.Cancelled, CallRules.Lose(call, "alice", 1).Next!.Outcome);
        Assert.Equal(CallStep.Known, CallRules.Tick(call, RingUntil - 1));
        Assert.Equal(CallOutcome.Missed, CallRules.Tick(call, RingUntil).Next!.Outcome);
        Assert.Equal(CallOutcome.Busy, CallRules.Begin(New(), [], ["bob"], RingUntil).Next!.Outcome);
    }

    [Fact]
    public void Only_the_caller_cancels_and_only_those_who_have_to_do_with_it_do_anything()
    {
        var (call, _) = Begun("bob");

        Assert.Equal(ErrorCode.Forbidden, CallRules.Cancel(call, "bob", 1).Refusal);
        Assert.Equal(ErrorCode.NotFound, CallRules.Cancel(call, "eve", 1).Refusal);
        Assert.Equal(ErrorCode.NotFound, CallRules.Ring(call, "eve").Refusal);
        Assert.Equal(ErrorCode.NotFound, CallRules.Accept(call, "eve", "phone", default, mayJoin: false, 16, 1).Refusal);
        Assert.Equal(ErrorCode.NotFound, CallRules.Signal(call, "eve", "phone", null, default).Refusal);
        Assert.Equal(ErrorCode.Conflict, CallRules.Signal(call, "bob", "phone", null, default).Refusal);
        Assert.Equal(ErrorCode.Conflict, CallRules.Signal(call, "alice", "desk", null, default).Refusal);
        Assert.Null(CallNews.For(call, "eve"));
    }

    [Fact]
    public void Signals_go_to_the_device_that_is_in_and_come_only_from_it()
    {
        var call = CallRules.Accept(Begun("bob").Call, "bob", "phone", default, mayJoin: false, 16, 1).Next!;

        var note = Assert.Single(CallRules.Signal(call, "alice", "desk", null, "7"u8.ToArray()).Notes);
        Assert.Equal(("bob", "phone", CallEvent.Signal), (note.To, note.Only, note.Event));
        Assert.Equal(ErrorCode.Conflict, CallRules.Signal(call, "alice", "other", null, default).Refusal);
        Assert.Equal(ErrorCode.Conflict, CallRules.Signal(call, "alice", "desk", "eve", default).Refusal);
    }

    [Fact]
    public void A_groups_call_goes_on_while_two_talk_or_one_waits_for_those_who_are_rung()
    {
        var (call, _) = Begun("bob", "carol", "dave");
        call = CallRules.Decline(call, "dave", "phone", busy: false, 1).Next!;
        call = CallRules.Accept(call, "bob", "phone", default, mayJoin: true, 16, 2).Next!;
        call = CallRules.Hangup(call, "alice", "desk", 3).Next!;
        Assert.False(call.IsOver);
        Assert.Equal(ErrorCode.TooLarge, CallRules.Accept(call, "eve", "phone", default, mayJoin: true, 1, 4).Refusal);
        var joined = CallRules.Accept(call, "eve", "phone", default, mayJoin: true, 16, 4);
        Assert.Contains(joined.Notes, note => note is { To: "bob", Event: CallEvent.Join, By: "eve" });
        call = CallRules.Hangup(joined.Next!, "eve", "phone", 5).Next!;
        Assert.False(call.IsOver);
        call = CallRules.Tick(call, RingUntil).Next!;

        Assert.Equal((CallOutcome.Ended, RingUntil - 2), (call.Outcome, call.Duration));
    }

    [Fact]
    public void Who_has_no_business_here_any_more_is_out_and_is_told_so_itself()
    {
        var call = CallRules.Accept(Begun("bob", "carol", "dave").Call, "bob", "phone", default, mayJoin: true, 16, 1).Next!;
        call = CallRules.Accept(call, "carol", "desk", default, mayJoin: true, 16, 2).Next!;

        var step = CallRules.Oust(call, ["carol", "dave", "eve"], 3);

        Assert.False(step.Next!.IsOver);
        Assert.Equal(["alice", "bob"], step.Next.Parties.Where(party => step.Next.Holds(party.User)).Select(static party => party.User));
        Assert.Contains(step.Notes, static note => note is { To: "carol", By: "carol", Event: CallEvent.Hangup, Only: "desk" });
        Assert.Contains(step.Notes, static note => note is { To: "dave", By: "dave", Event: CallEvent.Reject, Only: null });
        Assert.All((string[])["alice", "bob"], user => Assert.Equal(
            [("carol", CallEvent.Hangup), ("dave", CallEvent.Reject)],
            step.Notes.Where(note => note.To == user).Select(static note => (note.By, note.Event))));
        Assert.DoesNotContain(step.Notes, static note => note.To is "carol" or "dave" && note.By != note.To);
        Assert.Equal(ErrorCode.Conflict, CallRules.Signal(step.Next, "carol", "desk", "alice", default).Refusal);
        Assert.Equal(ErrorCode.Conflict, CallRules.Signal(step.Next, "alice", "desk", "carol", default).Refusal);
        Assert.Equal(CallStep.Known, CallRules.Oust(step.Next, ["carol", "dave", "eve"], 4));
    }

    [Fact]
    public void When_too_few_remain_the_call_ends_and_everybody_is_told_once()
    {
        var rung = Begun("bob", "carol").Call;
        var talking = CallRules.Accept(rung, "bob", "phone", default, mayJoin: true, 16, 1).Next!;

        foreach (var (call, users, outcome) in ((Call, string[], CallOutcome)[])
        [
            (talking, ["alice", "bob"], CallOutcome.Ended), (talking, ["bob", "carol"], CallOutcome.Ended),
            (talking, ["alice", "bob", "carol"], CallOutcome.Ended), (rung, ["bob", "carol"], CallOutcome.Rejected),
            (rung, ["alice"], CallOutcome.Cancelled), (rung, ["bob", "alice"], CallOutcome.Cancelled),
        ])
        {
            var step = CallRules.Oust(call, users, 5);
            Assert.Equal(outcome, step.Next!.Outcome);
            Assert.Equal(["alice", "bob", "carol"], step.Notes.Select(static note => note.To).Order());
            Assert.All(users, user => Assert.Equal(user, step.Notes.Single(note => note.To == user).By));
            Assert.Equal(CallStep.Known, CallRules.Oust(step.Next, users, 6));
        }

        Assert.Contains(CallRules.Oust(rung, ["alice"], 5).Notes, static note => note is { To: "carol", By: "alice", Event: CallEvent.Cancel });
    }

    [Fact]
    public void In_a_groups_call_a_signal_names_its_receiver()
    {
        var call = CallRules.Accept(Begun("bob", "carol").Call, "bob", "phone", default, mayJoin: true, 16, 1).Next!;
        call = CallRules.Accept(call, "carol", "phone", default, mayJoin: true, 16, 1).Next!;

        Assert.Equal(ErrorCode.Invalid, CallRules.Signal(call, "alice", "desk", null, default).Refusal);
        Assert.Equal("carol", Assert.Single(CallRules.Signal(call, "alice", "desk", "carol", default).Notes).To);
    }

    [Theory]
    [InlineData("0a:d:alice:bob", "d:alice:bob")]
    [InlineData("0123456789abcdef01234567:g:x", "g:x")]
    [InlineData("0a:d:bob:alice", null)]
    [InlineData("0a:", null)]
    [InlineData(":d:alice:bob", null)]
    [InlineData("0A:d:alice:bob", null)]
    [InlineData("d:alice:bob", null)]
    [InlineData("0123456789abcdef012345678:g:x", null)]
    public void The_place_of_a_call_follows_from_its_id(string id, string? conversation)
    {
        Assert.Equal(conversation is not null, CallId.TryParse(id, out var found));
        Assert.Equal(conversation, conversation is null ? null : found);
    }

    internal static (Call Call, IReadOnlyList<CallNote> Notes) Begun(params string[] users)
    {
        var step = CallRules.Begin(New(), users, [], RingUntil);
        return (step.Next!, step.Notes);
    }

    private static Call New() => new()
    {
        Id = "0a:g:x", Conversation = "g:x", Caller = "alice", StartedAt = 1_000, Parties = [new CallParty("alice", PartyState.In, "desk", 0)],
    };
}
