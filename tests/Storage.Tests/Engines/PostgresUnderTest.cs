using System.Globalization;
using System.Text;
using Npgsql;
using OrleansIm.Storage.Calls;
using OrleansIm.Storage.Expiries;
using OrleansIm.Storage.Log;
using OrleansIm.Storage.Members;
using OrleansIm.Storage.Migrations;
using OrleansIm.Storage.Operators;
using OrleansIm.Storage.People;
using OrleansIm.Storage.Personal;
using OrleansIm.Storage.Postgres.Calls;
using OrleansIm.Storage.Postgres.Connections;
using OrleansIm.Storage.Postgres.Expiries;
using OrleansIm.Storage.Postgres.Log;
using OrleansIm.Storage.Postgres.Members;
using OrleansIm.Storage.Postgres.Migrations;
using OrleansIm.Storage.Postgres.Operators;
using OrleansIm.Storage.Postgres.People;
using OrleansIm.Storage.Postgres.Personal;
using OrleansIm.Storage.Postgres.Presence;
using OrleansIm.Storage.Postgres.Schedules;
using OrleansIm.Storage.Postgres.Search;
using OrleansIm.Storage.Presence;
using OrleansIm.Storage.Schedules;
using OrleansIm.Storage.Search;

namespace OrleansIm.Storage.Tests.Engines;

/// <summary>The PostgreSQL engine on a database of its own.</summary>
public sealed class PostgresUnderTest : StorageUnderTest
{
    private readonly NpgsqlDataSource _source;

    private PostgresUnderTest(string connectionString)
    {
        ConnectionString = connectionString;
        _source = PostgresConnections.Open(connectionString);
        Log = new PostgresMessageLog(_source);
        Revisions = new PostgresRevisionStore(_source);
        Reactions = new PostgresReactionStore(_source);
        Members = new PostgresMemberStore(_source);
        Seats = new PostgresSeatStore(_source);
        Personal = new PostgresPersonalStore(_source);
        Inspection = new PostgresInspectionStore(_source);
        Contacts = new PostgresContactStore(_source);
        Profiles = new PostgresProfileStore(_source);
        Presence = new PostgresPresenceStore(_source);
        Schedules = new PostgresScheduleStore(_source);
        Expiries = new PostgresExpiryStore(_source);
        Calls = new PostgresCallLines(_source);
        Search = new PostgresMessageSearch(_source);
        var operators = new PostgresOperatorStore(_source);
        Upgrades = new PostgresUpgradeStore(_source);
        (Audit, Mutes, OperatorKey, EndedSessions) = (operators, operators, operators, operators);
        Migrator = new PostgresMigrator(_source);
    }

    public string ConnectionString { get; }

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

    public static async Task<PostgresUnderTest> CreateAsync(Support.PostgresServer server)
    {
        var storage = new PostgresUnderTest(await server.CreateDatabaseAsync());
        await storage.Migrator.MigrateAsync(CancellationToken.None);
        return storage;
    }

    public override Task<StorageUnderTest> ReopenAsync() =>
        Task.FromResult<StorageUnderTest>(new PostgresUnderTest(ConnectionString));

    public override async Task ExecuteAsync(string sql)
    {
        await using var command = _source.CreateCommand(sql);
        await command.ExecuteNonQueryAsync();
    }

    public override async Task<IReadOnlyList<string>> DumpAsync()
    {
        var tables = new List<string>();
        await using (var command = _source.CreateCommand("select tablename from pg_tables where schemaname = 'public'"))
        await using (var reader = await command.ExecuteReaderAsync())
        {
            while (await reader.ReadAsync())
            {
                tables.Add(reader.GetString(0));
            }
        }

        var values = new List<string>();
        foreach (var table in tables)
        {
            await using var command = _source.CreateCommand($"select * from {table}");
            await using var reader = await command.ExecuteReaderAsync();
            while (await reader.ReadAsync())
            {
                for (var i = 0; i < reader.FieldCount; i++)
                {
                    values.Add(reader.GetValue(i) is byte[] bytes
                        ? Encoding.UTF8.GetString(bytes)
                        : Convert.ToString(reader.GetValue(i), CultureInfo.InvariantCulture)!);
                }
            }
        }

        return values;
    }

    public override async ValueTask DisposeAsync() => await _source.DisposeAsync();
}
