using OrleansIm.Storage.Tests.Engines;

namespace OrleansIm.Storage.Tests.Log;

public sealed class PostgresReactionTests(PostgresEngine engine) : ReactionContract
{
    protected override async Task<StorageUnderTest> CreateAsync() => await PostgresUnderTest.CreateAsync(engine.Server);
}
