using OrleansIm.Storage.Tests.Engines;

namespace OrleansIm.Storage.Tests.Calls;

public sealed class PostgresCallLineTests(PostgresEngine engine) : CallLineContract
{
    protected override async Task<StorageUnderTest> CreateAsync() => await PostgresUnderTest.CreateAsync(engine.Server);
}
