using OrleansIm.Storage.Members;

namespace OrleansIm.Sabotage;

/// <summary>Read cursors are confirmed and never written: after the next start they are where they were.</summary>
internal sealed class ForgottenReads(IMemberStore real) : MembersInBetween(real)
{
    public override ValueTask SaveAsync(CursorBatch batch, CancellationToken cancellation) =>
        base.SaveAsync(batch with { Reads = [] }, cancellation);
}
