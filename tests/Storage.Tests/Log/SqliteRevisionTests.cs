using OrleansIm.Storage.Tests.Engines;

namespace OrleansIm.Storage.Tests.Log;

public sealed class SqliteRevisionTests : RevisionContract
{
    protected override async Task<StorageUnderTest> CreateAsync() => await SqliteUnderTest.CreateAsync();
}
