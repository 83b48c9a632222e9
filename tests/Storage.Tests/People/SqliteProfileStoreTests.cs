using OrleansIm.Storage.Tests.Engines;

namespace OrleansIm.Storage.Tests.People;

public sealed class SqliteProfileStoreTests : ProfileStoreContract
{
    protected override async Task<StorageUnderTest> CreateAsync() => await SqliteUnderTest.CreateAsync();
}
