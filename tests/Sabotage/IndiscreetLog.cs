using OrleansIm.Storage.Log;

namespace OrleansIm.Sabotage;

/// <summary>A recall has its entry, but the text stays where it was.</summary>
internal sealed class IndiscreetLog(IMessageLog real) : LogInBetween(real)
{
    public override ValueTask<AppendStatus[]> AppendAsync(IReadOnlyList<ConversationAppend> batch, CancellationToken cancellation) =>
        base.AppendAsync([.. batch.Select(static part => part with { Erasures = [] })], cancellation);
}
