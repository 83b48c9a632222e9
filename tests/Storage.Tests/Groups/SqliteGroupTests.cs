using OrleansIm.Storage.Tests.Engines;

namespace OrleansIm.Storage.Tests.Groups;

public sealed class SqliteGroupTests : GroupContract
{
    protected override async Task<StorageUnderTest> CreateAsync() => await SqliteUnderTest.CreateAsync();
}
