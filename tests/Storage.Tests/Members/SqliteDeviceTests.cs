using OrleansIm.Storage.Tests.Engines;

namespace OrleansIm.Storage.Tests.Members;

public sealed class SqliteDeviceTests : DeviceContract
{
    protected override async Task<StorageUnderTest> CreateAsync() => await SqliteUnderTest.CreateAsync();
}
