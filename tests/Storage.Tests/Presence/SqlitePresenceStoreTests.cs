using OrleansIm.Storage.Tests.Engines;

namespace OrleansIm.Storage.Tests.Presence;

public sealed class SqlitePresenceStoreTests : PresenceStoreContract
{
    protected override async Task<StorageUnderTest> CreateAsync() => await SqliteUnderTest.CreateAsync();
}
