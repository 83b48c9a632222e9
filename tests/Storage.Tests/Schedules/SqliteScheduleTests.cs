using OrleansIm.Storage.Tests.Engines;

namespace OrleansIm.Storage.Tests.Schedules;

public sealed class SqliteScheduleTests : ScheduleStoreContract
{
    protected override async Task<StorageUnderTest> CreateAsync() => await SqliteUnderTest.CreateAsync();
}
