using OrleansIm.Storage.Tests.Engines;

namespace OrleansIm.Storage.Tests.People;

public sealed class PostgresContactStoreTests(PostgresEngine engine) : ContactStoreContract
{
    protected override async Task<StorageUnderTest> CreateAsync() => await PostgresUnderTest.CreateAsync(engine.Server);
}
