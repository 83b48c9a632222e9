namespace OrleansIm.Grains.Conversations;

/// <summary>
/// What acts on one message takes turns, from before its first look at the message: each finds what the one before has left.
/// Acts on different messages don't wait for each other.
/// </summary>
internal sealed class MessageTurns
{
    /// <summary>The newest act on each message that anybody is at.</summary>
    private readonly Dictionary<long, Task> _running = [];

    public async ValueTask<T> RunAsync<T>(long seq, Func<Task<T>> act)
    {
        var mine = AfterAsync(_running.GetValueOrDefault(seq) ?? Task.CompletedTask, act);
        _running[seq] = mine;
        try
        {
            return await mine;
        }
        finally
        {
            if (_running.GetValueOrDefault(seq) == mine)
            {
                _running.Remove(seq);
            }
        }
    }

    private static async Task<T> AfterAsync<T>(Task previous, Func<Task<T>> act)
    {
        // Whatever became of the one before, its own caller hears of it.
        await previous.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing | ConfigureAwaitOptions.ContinueOnCapturedContext);
        return await act();
    }
}
