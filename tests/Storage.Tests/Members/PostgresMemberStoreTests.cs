using OrleansIm.Storage.Tests.Engines;

namespace OrleansIm.Storage.Tests.Members;

public sealed class PostgresMemberStoreTests(PostgresEngine engine) : MemberStoreContract
{
    protected override async Task<StorageUnderTest> CreateAsync() => await PostgresUnderTest.CreateAsync(engine.Server);
}
