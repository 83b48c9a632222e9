namespace OrleansIm.Storage.Operators;

/// <summary>What operators did and which content they looked at. It is only ever added to.</summary>
public interface IAuditLog
{
    /// <summary>Adds a line; durable on return.</summary>
    ValueTask AppendAsync(AuditRecord record, CancellationToken cancellation);

    /// <summary>The newest <paramref name="limit"/> lines below <paramref name="before"/>, newest first.</summary>
    ValueTask<IReadOnlyList<AuditRecord>> ReadAsync(long before, int limit, CancellationToken cancellation);
}
