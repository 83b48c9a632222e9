using OrleansIm.Storage.Tests.Engines;

namespace OrleansIm.Storage.Tests.Log;

public sealed class SqliteMessageLogTests : MessageLogContract
{
    protected override async Task<StorageUnderTest> CreateAsync() => await SqliteUnderTest.CreateAsync();
}
