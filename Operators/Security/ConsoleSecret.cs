using OrleansIm.Storage.Operators;

namespace OrleansIm.Operators.Security;

/// <summary>The console's secret, read before the server takes its first request.</summary>
internal sealed class ConsoleSecret(IOperatorKeyStore store)
{
    private byte[]? _bytes;

    public byte[] Bytes => _bytes ?? throw new InvalidOperationException("The console's secret has not been loaded.");

    public async Task LoadAsync(CancellationToken cancellation) => _bytes = await store.LoadAsync(cancellation);
}
