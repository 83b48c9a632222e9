using OrleansIm.Support;

namespace OrleansIm.Storage.Tests.Engines;

/// <summary>One PostgreSQL server for all tests of the assembly that need one.</summary>
public sealed class PostgresEngine : IAsyncLifetime
{
    public PostgresServer Server { get; private set; } = null!;

    public async ValueTask InitializeAsync() => Server = await PostgresServer.StartAsync();

    public async ValueTask DisposeAsync()
    {
        if (Server is not null)
        {
            await Server.DisposeAsync();
        }
    }
}
