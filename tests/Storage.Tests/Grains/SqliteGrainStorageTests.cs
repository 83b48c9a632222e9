using OrleansIm.Storage.Sqlite;
using OrleansIm.Storage.Sqlite.Connections;
using OrleansIm.Storage.Sqlite.Migrations;

namespace OrleansIm.Storage.Tests.Grains;

public sealed class SqliteGrainStorageTests : GrainStorageContract
{
    private readonly string _folder = Directory.CreateTempSubdirectory("oim-grains-").FullName;

    protected override async Task PrepareAsync()
    {
        using var directory = new DataDirectory(_folder);
        using var database = new SqliteDatabase(directory);
        await new SqliteMigrator(database, directory).MigrateAsync(TestContext.Current.CancellationToken);
    }

    protected override void AddStorage(ISiloBuilder silo) => silo.AddSqliteStorage(_folder);

    protected override Task CleanAsync()
    {
        Directory.Delete(_folder, true);
        return Task.CompletedTask;
    }
}
