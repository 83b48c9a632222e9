using OrleansIm.Storage.Tests.Engines;

namespace OrleansIm.Storage.Tests.Operators;

public sealed class PostgresOperatorStoreTests(PostgresEngine engine) : OperatorStoreContract
{
    protected override async Task<StorageUnderTest> CreateAsync() => await PostgresUnderTest.CreateAsync(engine.Server);
}
