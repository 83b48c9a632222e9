using OrleansIm.Storage.Tests.Engines;

namespace OrleansIm.Storage.Tests.Search;

public sealed class PostgresSearchTests(PostgresEngine engine) : SearchContract
{
    protected override async Task<StorageUnderTest> CreateAsync() => await PostgresUnderTest.CreateAsync(engine.Server);
}
