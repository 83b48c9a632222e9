using OrleansIm.Storage.Tests.Engines;

namespace OrleansIm.Storage.Tests.Members;

public sealed class PostgresDeviceTests(PostgresEngine engine) : DeviceContract
{
    protected override async Task<StorageUnderTest> CreateAsync() => await PostgresUnderTest.CreateAsync(engine.Server);
}
