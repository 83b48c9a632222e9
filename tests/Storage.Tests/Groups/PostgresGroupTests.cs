using OrleansIm.Storage.Tests.Engines;

namespace OrleansIm.Storage.Tests.Groups;

public sealed class PostgresGroupTests(PostgresEngine engine) : GroupContract
{
    protected override async Task<StorageUnderTest> CreateAsync() => await PostgresUnderTest.CreateAsync(engine.Server);
}
