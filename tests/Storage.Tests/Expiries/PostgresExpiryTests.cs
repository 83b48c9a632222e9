using OrleansIm.Storage.Tests.Engines;

namespace OrleansIm.Storage.Tests.Expiries;

public sealed class PostgresExpiryTests(PostgresEngine engine) : ExpiryContract
{
    protected override async Task<StorageUnderTest> CreateAsync() => await PostgresUnderTest.CreateAsync(engine.Server);
}
