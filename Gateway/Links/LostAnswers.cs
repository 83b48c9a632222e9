using Microsoft.AspNetCore.Connections;
using Microsoft.Extensions.DependencyInjection;

namespace OrleansIm.Gateway.Links;

/// <summary>
/// Calls whose answer may have gone down with a silo are given up at once, so that they can be made again. Orleans ends such a call
/// only when its time is over: one silo passes it on to another, and when either goes nobody knows whose call it was. A conversation
/// would stand for as long.
/// </summary>
/// <remarks>
/// Only for calls that may be made twice, both at the same time and in any order: what is given up here may still be on its
/// way by a silo that is well.
/// </remarks>
internal sealed class LostAnswers(TimeProvider time)
{
    /// <summary>An answer that goes another way, or is here already, comes within this.</summary>
    private static readonly TimeSpan Grace = TimeSpan.FromMilliseconds(300);

    private CancellationTokenSource _underWay = new(Timeout.InfiniteTimeSpan, time);

    /// <summary>Makes a call.</summary>
    /// <exception cref="AnswerLostException">A silo went while it was under way, and it was not answered in time after that.</exception>
    public async ValueTask<TResult> CallAsync<TCall, TResult>(Func<TCall, ValueTask<TResult>> make, TCall call)
    {
        // Before the call: one that is made in the moment of a loss is rather given up than forgotten.
        var lost = Volatile.Read(ref _underWay).Token;
        var coming = make(call);
        if (coming.IsCompleted)
        {
            return await coming;
        }

        var answer = coming.AsTask();
        try
        {
            return await answer.WaitAsync(lost);
        }
        catch (OperationCanceledException) when (lost.IsCancellationRequested && !answer.IsCompleted)
        {
            answer.Ignore();
            throw new AnswerLostException();
        }
        catch (OperationCanceledException) when (lost.IsCancellationRequested)
        {
            // In the very moment it came.
            return await answer;
        }
    }

    /// <summary>A silo, or the way to it, is gone. Says nothing of calls that are made from now on.</summary>
    public void Tell() => Interlocked.Exchange(ref _underWay, new CancellationTokenSource(Timeout.InfiniteTimeSpan, time)).CancelAfter(Grace);

    /// <summary>Tells it of every connection that ends.</summary>
    public static void Watch(IConnectionBuilder connections)
    {
        var answers = connections.ApplicationServices.GetRequiredService<LostAnswers>();
        connections.Use(next => async connection =>
        {
            try
            {
                await next(connection);
            }
            finally
            {
                answers.Tell();
            }
        });
    }
}
