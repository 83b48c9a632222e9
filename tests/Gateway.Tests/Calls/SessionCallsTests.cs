using Microsoft.Extensions.Time.Testing;
using OrleansIm.Domain.Calls;
using OrleansIm.Domain.Identity;
using OrleansIm.Gateway.Calls;
using OrleansIm.Gateway.Sessions;
using OrleansIm.Gateway.Tests.Fakes;
using OrleansIm.Grains.Interfaces.Calls;
using OrleansIm.Protocol.Frames.Server.Calls;
using Polly;

namespace OrleansIm.Gateway.Tests.Calls;

public sealed class SessionCallsTests
{
    private const string Id = "0a:d:alice:bob";

    private readonly FakeTimeProvider _time = new();
    private readonly FakeCall _call = new();
    private readonly List<CallNews> _told = [];

    [Fact]
    public void What_comes_ahead_of_the_login_receipt_waits_for_it()
    {
        var calls = Of();
        calls.Take(News(CallEvent.Invite, 1));
        Assert.Empty(_told);

        calls.Begin();
        calls.Take(News(CallEvent.Invite, 1));
        calls.Take(News(CallEvent.State, 1));
        calls.Take(News(CallEvent.Ring, 1));

        Assert.Equal([CallEvent.Invite, CallEvent.Ring], _told.Select(static news => news.Event));
    }

    [Fact]
    public void A_device_that_logs_in_while_it_rings_is_rung()
    {
        var calls = Of();
        _call.Answer = new CallResult(ErrorCode.None, null, true, News(CallEvent.Invite, 1));
        calls.Expect(Id);
        Assert.Empty(_call.Seen);
        calls.Begin();

        Assert.Equal([CallEvent.Invite], _told.Select(static news => news.Event));
        Assert.Equal(new CallSight(Id, "bob", "phone", "s1", Gone: false), Assert.Single(_call.Seen));
    }

    [Fact]
    public void What_a_lost_push_would_have_said_is_found_out_and_not_said_twice()
    {
        var calls = Begun();
        calls.Take(News(CallEvent.Invite, 1));
        _call.Answer = new CallResult(ErrorCode.None, null, true, News(CallEvent.State, 2) with { Outcome = CallOutcome.Cancelled });

        Beat(calls);
        Assert.Single(_told);
        Beat(calls);
        Beat(calls);

        Assert.Equal([CallOutcome.None, CallOutcome.Cancelled], _told.Select(static news => news.Outcome));
        Assert.Equal(2, _call.Seen.Count);
    }

    [Fact]
    public void A_call_that_nobody_knows_any_more_is_over()
    {
        var calls = Begun();
        calls.Note(CallAct.None, News(CallEvent.State, 1));
        _call.Answer = CallResult.Refused(ErrorCode.NotFound, "gone");

        Beat(calls);
        Beat(calls);

        Assert.Equal(CallOutcome.Ended, Assert.Single(_told).Outcome);
    }

    [Fact]
    public void While_it_lasts_the_call_sees_the_session_and_its_end()
    {
        var calls = Begun();
        calls.Note(CallAct.Accept, News(CallEvent.State, 2));
        _call.Answer = new CallResult(ErrorCode.None, null, true, News(CallEvent.State, 2));

        Beat(calls);
        calls.Tick();
        calls.End();
        Beat(calls);

        Assert.Equal([false, true], _call.Seen.Select(static sight => sight.Gone));
        Assert.Empty(_told);
    }

    [Fact]
    public void Another_device_that_accepts_ends_the_ringing()
    {
        var calls = Begun();
        calls.Take(News(CallEvent.Invite, 1));
        calls.Take(News(CallEvent.Elsewhere, 2) with { By = "bob" });

        Beat(calls);

        Assert.Equal([CallEvent.Invite, CallEvent.Elsewhere], _told.Select(static news => news.Event));
        Assert.Empty(_call.Seen);
    }

    [Theory]
    [InlineData(CallEvent.Hangup)]
    [InlineData(CallEvent.Cancel)]
    public void Who_is_out_without_having_said_so_is_told_and_has_no_call_any_more(CallEvent how)
    {
        var calls = Begun();
        calls.Note(CallAct.Accept, News(CallEvent.State, 2));
        calls.Take(News(how, 3) with { By = "bob" });

        Beat(calls);

        Assert.Equal(how, Assert.Single(_told).Event);
        Assert.Empty(_call.Seen);
    }

    [Fact]
    public void Who_calls_all_the_time_has_to_wait()
    {
        var calls = Begun();
        Assert.All(Enumerable.Range(0, 20), _ => Assert.True(calls.TryInvite(out var _)));
        Assert.False(calls.TryInvite(out var wait));
        Assert.InRange(wait, 1, 3000);
        _time.Advance(TimeSpan.FromSeconds(4));
        Assert.True(calls.TryInvite(out _));
    }

    private static CallNews News(CallEvent what, long version) =>
        new(Id, what, "alice", version, CallMedia.Audio, "alice", 1, 0, 0, default, CallOutcome.None, 0, []);

    private void Beat(SessionCalls calls)
    {
        _time.Advance(TimeSpan.FromSeconds(6));
        calls.Tick();
    }

    private SessionCalls Begun()
    {
        var calls = Of();
        calls.Begin();
        return calls;
    }

    private SessionCalls Of()
    {
        var facts = new SessionFacts
        {
            User = "bob", Session = "s1", Device = "phone", Class = DeviceClass.Mobile, Version = 2, Heartbeat = 30, Shows = ulong.MaxValue,
        };
        return new SessionCalls(
            facts, FakeGrains.Of((_, _) => _call), ResiliencePipeline.Empty, _time, frame => _told.Add(Assert.IsType<CallPush>(frame).News),
            static failure => Assert.Fail(failure.ToString()));
    }

    private sealed class FakeCall : ICallGrain
    {
        public CallResult Answer { get; set; } = CallResult.Refused(ErrorCode.NotFound, null);

        public List<CallSight> Seen { get; } = [];

        public ValueTask<CallResult> SeeAsync(CallSight sight)
        {
            Seen.Add(sight);
            return new(Answer);
        }

        public ValueTask<CallResult> InviteAsync(CallOrder order) => throw new NotSupportedException();

        public ValueTask<CallResult> ActAsync(CallDeed deed) => throw new NotSupportedException();

        public ValueTask<bool> HoldsAsync(string call, string user) => throw new NotSupportedException();

        public ValueTask<CallResult> OustAsync() => throw new NotSupportedException();

        public ValueTask WakeAsync(string call) => throw new NotSupportedException();
    }
}
