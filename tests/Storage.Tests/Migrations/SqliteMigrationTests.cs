using OrleansIm.Storage.Sqlite.Connections;
using OrleansIm.Storage.Tests.Engines;

namespace OrleansIm.Storage.Tests.Migrations;

public sealed class SqliteMigrationTests : MigrationContract
{
    [Fact]
    public void A_second_process_on_the_same_directory_is_told_so()
    {
        var path = Directory.CreateTempSubdirectory("oim-lock-").FullName;
        try
        {
            using (new DataDirectory(path))
            {
                var refusal = Assert.Throws<DirectoryInUseException>(() => new DataDirectory(path));
                Assert.Contains($"'{path}' is in use by another process", refusal.Message, StringComparison.Ordinal);
            }

            using var again = new DataDirectory(path);
        }
        finally
        {
            Directory.Delete(path, true);
        }
    }

    [Fact]
    public async Task A_commit_waits_for_the_disk()
    {
        await using var storage = await SqliteUnderTest.CreateAsync();
        Assert.Equal(("wal", 2L), await storage.WriterSettingsAsync());
    }

    protected override async Task<StorageUnderTest> CreateAsync() => await SqliteUnderTest.CreateAsync();

    protected override Task DropOrleansTablesAsync(StorageUnderTest storage) => Task.CompletedTask;
}
