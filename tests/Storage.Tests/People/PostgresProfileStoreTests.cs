using OrleansIm.Storage.Tests.Engines;

namespace OrleansIm.Storage.Tests.People;

public sealed class PostgresProfileStoreTests(PostgresEngine engine) : ProfileStoreContract
{
    protected override async Task<StorageUnderTest> CreateAsync() => await PostgresUnderTest.CreateAsync(engine.Server);
}
