using OrleansIm.Storage.Tests.Engines;

namespace OrleansIm.Storage.Tests.Expiries;

public sealed class SqliteExpiryTests : ExpiryContract
{
    protected override async Task<StorageUnderTest> CreateAsync() => await SqliteUnderTest.CreateAsync();
}
