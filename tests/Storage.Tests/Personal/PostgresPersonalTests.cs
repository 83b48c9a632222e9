using OrleansIm.Storage.Tests.Engines;

namespace OrleansIm.Storage.Tests.Personal;

public sealed class PostgresPersonalTests(PostgresEngine engine) : PersonalContract
{
    protected override async Task<StorageUnderTest> CreateAsync() => await PostgresUnderTest.CreateAsync(engine.Server);
}
