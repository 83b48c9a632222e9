using Microsoft.Extensions.DependencyInjection;
using Orleans.Serialization;
using Orleans.Storage;
using OrleansIm.Storage.Calls;
using OrleansIm.Storage.Expiries;
using OrleansIm.Storage.Hosting;
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
using OrleansIm.Storage.Sqlite.Grains;
using OrleansIm.Storage.Sqlite.Log;
using OrleansIm.Storage.Sqlite.Members;
using OrleansIm.Storage.Sqlite.Migrations;
using OrleansIm.Storage.Sqlite.Operators;
using OrleansIm.Storage.Sqlite.People;
using OrleansIm.Storage.Sqlite.Personal;
using OrleansIm.Storage.Sqlite.Presence;
using OrleansIm.Storage.Sqlite.Schedules;
using OrleansIm.Storage.Sqlite.Search;

namespace OrleansIm.Storage.Sqlite;

/// <summary>Registers the embedded storage: everything in one folder, one process.</summary>
public static class SqliteStorage
{
    /// <summary>Name under which Orleans' provider knows the driver; it loads Microsoft.Data.Sqlite for it.</summary>
    private const string Invariant = "System.Data.SQLite";

    /// <summary>
    /// Adds log, members, their writers and the default grain storage. The host awaits
    /// <see cref="IStorageMigrator.MigrateAsync"/> before it runs.
    /// </summary>
    public static ISiloBuilder AddSqliteStorage(this ISiloBuilder silo, string directory)
    {
        silo.Services.AddSqliteLog(directory);
        silo.Services.AddSingleton<GrainDataSource>();
        return silo.AddAdoNetGrainStorageAsDefault(options => options.Configure<GrainDataSource, Serializer>(
            (storage, source, serializer) =>
            {
                storage.Invariant = Invariant;
                storage.DataSource = source;
                storage.GrainStorageSerializer = new OrleansGrainStorageSerializer(serializer);
            }));
    }

    /// <summary>The same without Orleans: log, members and their writers.</summary>
    public static IServiceCollection AddSqliteLog(this IServiceCollection services, string directory) => services
        .AddSingleton(_ => new DataDirectory(directory))
        .AddSingleton<SqliteDatabase>()
        .AddSingleton<IMessageLog, SqliteMessageLog>()
        .AddSingleton<IRevisionStore, SqliteRevisionStore>()
        .AddSingleton<ISeatStore, SqliteSeatStore>()
        .AddSingleton<IReactionStore, SqliteReactionStore>()
        .AddSingleton<IMemberStore, SqliteMemberStore>()
        .AddSingleton<IContactStore, SqliteContactStore>()
        .AddSingleton<IPersonalStore, SqlitePersonalStore>()
        .AddSingleton<IProfileStore, SqliteProfileStore>()
        .AddSingleton<IPresenceStore, SqlitePresenceStore>()
        .AddSingleton<ICallLines, SqliteCallLines>()
        .AddSingleton<IScheduleStore, SqliteScheduleStore>()
        .AddSingleton<IExpiryStore, SqliteExpiryStore>()
        .AddSingleton<IMessageSearch, SqliteMessageSearch>()
        .AddSingleton<IStorageMigrator, SqliteMigrator>()
        .AddSingleton<IInspectionStore, SqliteInspectionStore>()
        .AddSingleton<IUpgradeStore, SqliteUpgradeStore>()
        .AddSingleton<SqliteOperatorStore>()
        .AddSingleton<IAuditLog>(static provider => provider.GetRequiredService<SqliteOperatorStore>())
        .AddSingleton<IMuteStore>(static provider => provider.GetRequiredService<SqliteOperatorStore>())
        .AddSingleton<IOperatorKeyStore>(static provider => provider.GetRequiredService<SqliteOperatorStore>())
        .AddSingleton<IEndedSessionStore>(static provider => provider.GetRequiredService<SqliteOperatorStore>())
        .AddStorageWriters(1);
}
