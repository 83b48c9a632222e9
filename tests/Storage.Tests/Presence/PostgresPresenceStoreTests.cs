using OrleansIm.Storage.Tests.Engines;

namespace OrleansIm.Storage.Tests.Presence;

public sealed class PostgresPresenceStoreTests(PostgresEngine engine) : PresenceStoreContract
{
    protected override async Task<StorageUnderTest> CreateAsync() => await PostgresUnderTest.CreateAsync(engine.Server);
}
