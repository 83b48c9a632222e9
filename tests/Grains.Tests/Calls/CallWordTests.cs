using System.Reflection;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;
using OrleansIm.Domain.Calls;
using OrleansIm.Grains.Calls;
using OrleansIm.Grains.Interfaces.Calls;

namespace OrleansIm.Grains.Tests.Calls;

/// <summary>When a conversation asks its call to look who is out, and how long that is waited for.</summary>
public sealed class CallWordTests
{
    private static readonly CallResult NoCall = new(ErrorCode.None, null, false, null);
    private static readonly CallResult GoesOn = NoCall with { Standing = CallNews.Of(Some, CallEvent.State, string.Empty) };

    private readonly FakeTimeProvider _time = new();
    private readonly FakeCall _call = new();

    private static Call Some => new() { Id = "0a:g:x", Conversation = "g:x", Caller = "alice", Parties = [] };

    [Fact]
    public async Task Where_there_is_no_call_nobody_is_asked_a_second_time()
    {
        var word = Word();
        await word.SayAsync();
        await word.SayAsync();
        Assert.Equal(1, _call.Asked);

        word.Asked();
        _call.Answer = () => Task.FromResult(GoesOn);
        await word.SayAsync();
        await word.SayAsync();
        Assert.Equal(3, _call.Asked);
    }

    [Fact]
    public async Task A_call_that_begins_while_the_answer_is_on_its_way_is_not_overlooked()
    {
        var word = Word();
        var answer = new TaskCompletionSource<CallResult>();
        _call.Answer = () => answer.Task;
        var saying = word.SayAsync().AsTask();
        word.Asked();
        answer.SetResult(NoCall);
        await saying;

        await word.SayAsync();
        Assert.Equal(2, _call.Asked);
    }

    [Fact]
    public async Task Who_can_not_be_reached_is_waited_for_within_a_bound_and_asked_on()
    {
        var word = Word();
        var (first, third) = (new TaskCompletionSource<CallResult>(), new TaskCompletionSource());
        _call.Answer = () =>
        {
            if (_call.Asked == 3)
            {
                third.SetResult();
            }

            return _call.Asked switch { 1 => first.Task, 2 => Task.FromResult(CallResult.Refused(ErrorCode.Busy, null)), _ => Task.FromResult(NoCall) };
        };
        var saying = word.SayAsync().AsTask();
        Assert.False(saying.IsCompleted);
        _time.Advance(TimeSpan.FromSeconds(2));
        await saying;

        first.SetException(new TimeoutException("Nobody is there."));
        while (!third.Task.IsCompleted)
        {
            _time.Advance(TimeSpan.FromSeconds(1));
            await Task.Delay(1, TestContext.Current.CancellationToken);
        }

        Assert.Equal(3, _call.Asked);
    }

    private CallWord Word() => new("g:x", Factory.Of(_call), _time, NullLogger.Instance);

    private sealed class FakeCall : ICallGrain
    {
        public Func<Task<CallResult>> Answer { get; set; } = static () => Task.FromResult(NoCall);

        public int Asked { get; private set; }

        public async ValueTask<CallResult> OustAsync()
        {
            Asked++;
            return await Answer();
        }

        public ValueTask<CallResult> InviteAsync(CallOrder order) => throw new NotSupportedException();

        public ValueTask<CallResult> ActAsync(CallDeed deed) => throw new NotSupportedException();

        public ValueTask<CallResult> SeeAsync(CallSight sight) => throw new NotSupportedException();

        public ValueTask<bool> HoldsAsync(string call, string user) => throw new NotSupportedException();

        public ValueTask WakeAsync(string call) => throw new NotSupportedException();
    }

    /// <summary>The interface is wide, and one of its methods is used.</summary>
    private class Factory : DispatchProxy
    {
        private ICallGrain? _call;

        public static IGrainFactory Of(ICallGrain call)
        {
            var factory = Create<IGrainFactory, Factory>();
            ((Factory)(object)factory)._call = call;
            return factory;
        }

        protected override object? Invoke(MethodInfo? targetMethod, object?[]? args) => _call;
    }
}
