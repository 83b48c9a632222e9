using OrleansIm.Storage.Log;
using OrleansIm.Storage.Tests.Engines;

namespace OrleansIm.Grains.Tests.Writing;

/// <summary>A log that commits at once and keeps nothing.</summary>
internal sealed class InstantLog : RefusingLog
{
    public override ValueTask<AppendStatus[]> AppendAsync(IReadOnlyList<ConversationAppend> batch, CancellationToken cancellation) =>
        new(new AppendStatus[batch.Count]);

    public override ValueTask<Claim> ClaimAsync(string conversation, CancellationToken cancellation) => new(new Claim(1, 0));

    public override ValueTask<ConversationSnapshot?> LoadAsync(string conversation, int recent, CancellationToken cancellation) => default;
}
