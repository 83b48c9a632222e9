using OrleansIm.Storage.Tests.Engines;

namespace OrleansIm.Storage.Tests.People;

public sealed class SqliteContactStoreTests : ContactStoreContract
{
    protected override async Task<StorageUnderTest> CreateAsync() => await SqliteUnderTest.CreateAsync();
}
