using OrleansIm.Storage.Log;

namespace OrleansIm.Sabotage;

/// <summary>Says committed at once, and writes a little later, in order.</summary>
internal sealed class HastyLog(IMessageLog real) : LogInBetween(real)
{
    private static readonly TimeSpan Lateness = TimeSpan.FromMilliseconds(100);

    private readonly Lock _gate = new();
    private Task _last = Task.CompletedTask;

    public override ValueTask<AppendStatus[]> AppendAsync(IReadOnlyList<ConversationAppend> batch, CancellationToken cancellation)
    {
        lock (_gate)
        {
            _last = WriteAsync(_last, batch);
        }

        return new([.. batch.Select(static _ => AppendStatus.Committed)]);
    }

    private async Task WriteAsync(Task before, IReadOnlyList<ConversationAppend> batch)
    {
        await before.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        await Task.Delay(Lateness);
        await Real.AppendAsync(batch, CancellationToken.None);
    }
}
