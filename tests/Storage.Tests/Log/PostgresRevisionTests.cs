using OrleansIm.Storage.Tests.Engines;

namespace OrleansIm.Storage.Tests.Log;

public sealed class PostgresRevisionTests(PostgresEngine engine) : RevisionContract
{
    protected override async Task<StorageUnderTest> CreateAsync() => await PostgresUnderTest.CreateAsync(engine.Server);
}
