using OrleansIm.Storage.Tests.Engines;

namespace OrleansIm.Storage.Tests.Migrations;

public sealed class PostgresMigrationTests(PostgresEngine engine) : MigrationContract
{
    protected override async Task<StorageUnderTest> CreateAsync() => await PostgresUnderTest.CreateAsync(engine.Server);

    protected override async Task DropOrleansTablesAsync(StorageUnderTest storage)
    {
        await storage.ExecuteAsync("drop table OrleansQuery, cluster_silo, cluster");
        await storage.ExecuteAsync("drop table grain_state");
    }
}
