using OrleansIm.Storage.Tests.Engines;

namespace OrleansIm.Storage.Tests.Calls;

public sealed class SqliteCallLineTests : CallLineContract
{
    protected override async Task<StorageUnderTest> CreateAsync() => await SqliteUnderTest.CreateAsync();
}
