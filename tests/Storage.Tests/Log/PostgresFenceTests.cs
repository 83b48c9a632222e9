using OrleansIm.Storage.Tests.Engines;

namespace OrleansIm.Storage.Tests.Log;

public sealed class PostgresFenceTests(PostgresEngine engine) : FenceContract
{
    protected override async Task<StorageUnderTest> CreateAsync() => await PostgresUnderTest.CreateAsync(engine.Server);
}
