namespace OrleansIm.Grains.Tests.Cluster;

/// <summary>An answer of the storage about one conversation that is on its way until it is let go: something else happens meanwhile.</summary>
public sealed class HeldAnswer(string conversation)
{
    private readonly TaskCompletionSource _given = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource _let = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public string Conversation { get; } = conversation;

    /// <summary>Completes once the storage has answered.</summary>
    public Task Given => _given.Task;

    public void Let() => _let.TrySetResult();

    public async ValueTask<T> HoldAsync<T>(Func<ValueTask<T>> ask)
    {
        var answer = await ask();
        _given.TrySetResult();
        await _let.Task;
        return answer;
    }
}
