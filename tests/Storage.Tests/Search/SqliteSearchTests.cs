using OrleansIm.Storage.Tests.Engines;

namespace OrleansIm.Storage.Tests.Search;

public sealed class SqliteSearchTests : SearchContract
{
    protected override async Task<StorageUnderTest> CreateAsync() => await SqliteUnderTest.CreateAsync();
}
