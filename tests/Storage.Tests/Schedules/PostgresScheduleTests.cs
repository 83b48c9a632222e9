using OrleansIm.Storage.Tests.Engines;

namespace OrleansIm.Storage.Tests.Schedules;

public sealed class PostgresScheduleTests(PostgresEngine engine) : ScheduleStoreContract
{
    protected override async Task<StorageUnderTest> CreateAsync() => await PostgresUnderTest.CreateAsync(engine.Server);
}
