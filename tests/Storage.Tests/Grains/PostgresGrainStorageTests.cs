using OrleansIm.Storage.Postgres;
using OrleansIm.Storage.Tests.Engines;

namespace OrleansIm.Storage.Tests.Grains;

public sealed class PostgresGrainStorageTests(PostgresEngine engine) : GrainStorageContract
{
    private string _connectionString = string.Empty;

    protected override async Task PrepareAsync()
    {
        await using var storage = await PostgresUnderTest.CreateAsync(engine.Server);
        _connectionString = storage.ConnectionString;
    }

    protected override void AddStorage(ISiloBuilder silo) => silo.AddPostgresStorage(_connectionString);

    protected override Task CleanAsync() => Task.CompletedTask;
}
