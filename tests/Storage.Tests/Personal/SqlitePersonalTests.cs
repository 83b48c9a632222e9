using OrleansIm.Storage.Tests.Engines;

namespace OrleansIm.Storage.Tests.Personal;

public sealed class SqlitePersonalTests : PersonalContract
{
    protected override async Task<StorageUnderTest> CreateAsync() => await SqliteUnderTest.CreateAsync();
}
