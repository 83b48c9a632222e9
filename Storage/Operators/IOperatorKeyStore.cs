namespace OrleansIm.Storage.Operators;

/// <summary>The secret that all processes on one database share to protect the operators' cookies; made with the schema.</summary>
public interface IOperatorKeyStore
{
    /// <summary>32 random bytes.</summary>
    ValueTask<byte[]> LoadAsync(CancellationToken cancellation);
}
