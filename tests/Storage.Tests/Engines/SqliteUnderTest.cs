using System.Globalization;
using System.Text;
using Microsoft.Data.Sqlite;
using OrleansIm.Storage.Calls;
using OrleansIm.Storage.Expiries;
using OrleansIm.Storage.Log;
using OrleansIm.Storage.Members;
using OrleansIm.Storage.Migrations;
using OrleansIm.Storage.Operators;
using OrleansIm.Storage.People;
using OrleansIm.Storage.Personal;
using OrleansIm.Storage.Presence;
using OrleansIm.Storage.Schedules;
using OrleansIm.Storage.Search;
using OrleansIm.Storage.Sqlite.Calls;
using OrleansIm.Storage.Sqlite.Connections;
using OrleansIm.Storage.Sqlite.Expiries;
using OrleansIm.Storage.Sqlite.Log;
using OrleansIm.Storage.Sqlite.Members;
using OrleansIm.Storage.Sqlite.Migrations;
using OrleansIm.Storage.Sqlite.Operators;
using OrleansIm.Storage.Sqlite.People;
using OrleansIm.Storage.Sqlite.Personal;
using OrleansIm.Storage.Sqlite.Presence;
using OrleansIm.Storage.Sqlite.Schedules;
using OrleansIm.Storage.Sqlite.Search;

namespace OrleansIm.Storage.Tests.Engines;

/// <summary>The embedded engine in a temporary folder.</summary>
public sealed class SqliteUnderTest : StorageUnderTest
{
    private readonly DataDirectory _directory;
    private readonly SqliteDatabase _database;
    private readonly bool _owner;

    private SqliteUnderTest(DataDirectory directory, bool owner)
    {
        _directory = directory;
        _owner = owner;
        _database = new SqliteDatabase(directory);
        Log = new SqliteMessageLog(_database);
        Revisions = new SqliteRevisionStore(_database);
        Reactions = new SqliteReactionStore(_database);
        Members = new SqliteMemberStore(_database);
        Seats = new SqliteSeatStore(_database);
        Personal = new SqlitePersonalStore(_database);
        Inspection = new SqliteInspectionStore(_database);
        Contacts = new SqliteContactStore(_database);
        Profiles = new SqliteProfileStore(_database);
        Presence = new SqlitePresenceStore(_database);
        Schedules = new SqliteScheduleStore(_database);
        Expiries = new SqliteExpiryStore(_database);
        Calls = new SqliteCallLines(_database);
        Search = new SqliteMessageSearch(_database);
        var operators = new SqliteOperatorStore(_database);
        Upgrades = new SqliteUpgradeStore(_database);
        (Audit, Mutes, OperatorKey, EndedSessions) = (operators, operators, operators, operators);
        Migrator = new SqliteMigrator(_database, directory);
    }

    public override IMessageLog Log { get; }

    public override IRevisionStore Revisions { get; }

    public override IReactionStore Reactions { get; }

    public override IMemberStore Members { get; }

    public override ISeatStore Seats { get; }

    public override IPersonalStore Personal { get; }

    public override IInspectionStore Inspection { get; }

    public override IContactStore Contacts { get; }

    public override IProfileStore Profiles { get; }

    public override IPresenceStore Presence { get; }

    public override ICallLines Calls { get; }

    public override IScheduleStore Schedules { get; }

    public override IExpiryStore Expiries { get; }

    public override IMessageSearch Search { get; }

    public override IAuditLog Audit { get; }

    public override IMuteStore Mutes { get; }

    public override IUpgradeStore Upgrades { get; }

    public override IOperatorKeyStore OperatorKey { get; }

    public override IEndedSessionStore EndedSessions { get; }

    public override IStorageMigrator Migrator { get; }

    public static async Task<SqliteUnderTest> CreateAsync()
    {
        var storage = new SqliteUnderTest(new DataDirectory(Directory.CreateTempSubdirectory("oim-sqlite-").FullName), true);
        await storage.Migrator.MigrateAsync(CancellationToken.None);
        return storage;
    }

    public override Task<StorageUnderTest> ReopenAsync() =>
        Task.FromResult<StorageUnderTest>(new SqliteUnderTest(_directory, false));

    /// <summary>Folder of the database files.</summary>
    public string Folder => _directory.Path;

    /// <summary>Journal mode and synchronous level of the connection that writes.</summary>
    public Task<(string Journal, long Synchronous)> WriterSettingsAsync() => _database.WriteAsync(session =>
    {
        var journal = session["pragma journal_mode"];
        journal.Step();
        var mode = journal.Text(0)!;
        journal.Reset();
        return (mode, session["pragma synchronous"].One()!.Value);
    });

    public override async Task ExecuteAsync(string sql)
    {
        await using var connection = Open();
        await using var command = connection.CreateCommand();
        command.CommandText = sql;
        await command.ExecuteNonQueryAsync();
    }

    public override async Task<IReadOnlyList<string>> DumpAsync()
    {
        await using var connection = Open();
        var values = new List<string>();
        foreach (var table in await ReadAsync(connection, "select name from sqlite_schema where type = 'table'"))
        {
            values.AddRange(await ReadAsync(connection, $"select * from {table}"));
        }

        return values;
    }

    public override ValueTask DisposeAsync()
    {
        _database.Dispose();
        if (_owner)
        {
            _directory.Dispose();
            Directory.Delete(_directory.Path, true);
        }

        return ValueTask.CompletedTask;
    }

    private static async Task<List<string>> ReadAsync(SqliteConnection connection, string sql)
    {
        await using var command = connection.CreateCommand();
        command.CommandText = sql;
        await using var reader = await command.ExecuteReaderAsync();
        var values = new List<string>();
        while (await reader.ReadAsync())
        {
            for (var i = 0; i < reader.FieldCount; i++)
            {
                values.Add(reader.GetValue(i) is byte[] bytes
                    ? Encoding.UTF8.GetString(bytes)
                    : Convert.ToString(reader.GetValue(i), CultureInfo.InvariantCulture)!);
            }
        }

        return values;
    }

    private SqliteConnection Open()
    {
        var connection = new SqliteConnection($"Data Source={_directory.LogFile};Pooling=False");
        connection.Open();
        return connection;
    }
}
