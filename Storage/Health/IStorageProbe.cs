namespace OrleansIm.Storage.Health;

/// <summary>Asks the database whether it answers, apart from all work: a full pool or a slow commit is no answer to that.</summary>
public interface IStorageProbe
{
    /// <summary>Returns if the database answers; throws whatever its driver throws if it does not. Safe to call again after either.</summary>
    ValueTask ProbeAsync(CancellationToken cancellation);
}
