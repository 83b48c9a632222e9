using OrleansIm.Support.Servers;

namespace OrleansIm.EndToEnd.Tests.Houses;

/// <summary>One server that many tests share: started by the first that needs it.</summary>
public abstract class House : IAsyncDisposable
{
    private readonly SemaphoreSlim _starting = new(1, 1);
    private readonly HashSet<string> _blamed = new(StringComparer.Ordinal);
    private ServerProcess? _server;

    public async Task<ServerProcess> ServerAsync()
    {
        await _starting.WaitAsync();
        try
        {
            return _server ??= await ServerProcess.StartAsync(await SettingsAsync());
        }
        finally
        {
            _starting.Release();
        }
    }

    /// <summary>Errors that the server has logged and nobody was blamed for yet; each is given once.</summary>
    public IReadOnlyList<string> TakeComplaints()
    {
        lock (_blamed)
        {
            return [.. (_server?.Complaints ?? []).Where(_blamed.Add)];
        }
    }

    public virtual async ValueTask DisposeAsync()
    {
        if (_server is { } server)
        {
            await server.DisposeAsync();
        }

        GC.SuppressFinalize(this);
    }

    protected abstract Task<ServerSettings> SettingsAsync();
}
