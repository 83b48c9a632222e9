using Microsoft.AspNetCore.Connections;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using OrleansIm.Gateway.Links;
using OrleansIm.Gateway.Tests.Fakes;

namespace OrleansIm.Gateway.Tests.Links;

/// <summary>Which calls are given up when a silo goes, and which are not.</summary>
public sealed class LostAnswersTests
{
    private static readonly TimeSpan Long = TimeSpan.FromMinutes(1);

    private readonly FakeTimeProvider _time = new();
    private readonly LostAnswers _answers;

    public LostAnswersTests() => _answers = new LostAnswers(_time);

    [Fact]
    public async Task An_answer_or_a_failure_is_passed_on()
    {
        var (good, bad) = (new TaskCompletionSource<int>(), new TaskCompletionSource<int>());
        var (one, other) = (Call(good), Call(bad));
        good.SetResult(7);
        bad.SetException(new InvalidOperationException("no"));

        Assert.Equal(7, await one);
        Assert.Equal("no", (await Assert.ThrowsAsync<InvalidOperationException>(() => other)).Message);
        Assert.Equal(8, await _answers.CallAsync(static _ => new ValueTask<int>(8), 0));
    }

    [Fact]
    public async Task What_is_not_answered_a_moment_after_a_silo_has_gone_is_given_up()
    {
        var answer = new TaskCompletionSource<int>();
        var call = Call(answer);
        _time.Advance(Long);
        Assert.False(call.IsCompleted);

        _answers.Tell();
        Assert.False(call.IsCompleted);
        _time.Advance(Long);

        await Assert.ThrowsAsync<AnswerLostException>(() => Patient.ForAsync("the end of the call", call));
        answer.SetException(new InvalidOperationException("Nobody waits for it."));
    }

    [Fact]
    public async Task An_answer_that_came_another_way_is_taken()
    {
        var answer = new TaskCompletionSource<int>();
        var call = Call(answer);
        _answers.Tell();
        answer.SetResult(7);

        Assert.Equal(7, await call);
        _time.Advance(Long);
    }

    [Fact]
    public async Task A_call_that_was_made_after_the_loss_waits_on()
    {
        var (early, late) = (new TaskCompletionSource<int>(), new TaskCompletionSource<int>());
        var before = Call(early);
        _answers.Tell();
        var after = Call(late);
        _time.Advance(Long);

        await Assert.ThrowsAsync<AnswerLostException>(() => Patient.ForAsync("the end of the call", before));
        Assert.False(after.IsCompleted);
        late.SetResult(7);
        Assert.Equal(7, await after);
    }

    [Fact]
    public async Task The_end_of_a_connection_is_a_loss()
    {
        await using var services = new ServiceCollection().AddSingleton(_answers).BuildServiceProvider();
        var over = new TaskCompletionSource();
        var builder = new ConnectionBuilder(services);
        LostAnswers.Watch(builder);
        builder.Run(_ => over.Task);
        var answer = new TaskCompletionSource<int>();
        var call = Call(answer);

        await using var connection = new DefaultConnectionContext();
        var running = builder.Build()(connection);
        _time.Advance(Long);
        Assert.False(call.IsCompleted);

        // Also the one that ends in an error.
        over.SetException(new ConnectionResetException("gone"));
        await Assert.ThrowsAsync<ConnectionResetException>(() => running);
        _time.Advance(Long);

        await Assert.ThrowsAsync<AnswerLostException>(() => Patient.ForAsync("the end of the call", call));
    }

    private Task<int> Call(TaskCompletionSource<int> answer) => _answers.CallAsync(static coming => new ValueTask<int>(coming.Task), answer).AsTask();
}
