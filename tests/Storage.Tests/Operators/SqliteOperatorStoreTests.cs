using OrleansIm.Storage.Tests.Engines;

namespace OrleansIm.Storage.Tests.Operators;

public sealed class SqliteOperatorStoreTests : OperatorStoreContract
{
    protected override async Task<StorageUnderTest> CreateAsync() => await SqliteUnderTest.CreateAsync();
}
