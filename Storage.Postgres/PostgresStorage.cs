using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using Orleans.Serialization;
using Orleans.Storage;
using OrleansIm.Storage.Calls;
using OrleansIm.Storage.Expiries;
using OrleansIm.Storage.Health;
using OrleansIm.Storage.Hosting;
using OrleansIm.Storage.Log;
using OrleansIm.Storage.Members;
using OrleansIm.Storage.Migrations;
using OrleansIm.Storage.Operators;
using OrleansIm.Storage.People;
using OrleansIm.Storage.Personal;
using OrleansIm.Storage.Postgres.Calls;
using OrleansIm.Storage.Postgres.Connections;
using OrleansIm.Storage.Postgres.Expiries;
using OrleansIm.Storage.Postgres.Health;
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

namespace OrleansIm.Storage.Postgres;

/// <summary>Registers the storage in PostgreSQL, shared by all silos of a cluster.</summary>
public static class PostgresStorage
{
    private const string Invariant = "Npgsql";

    /// <summary>
    /// Adds log, members, their writers and the default grain storage. The host awaits
    /// <see cref="IStorageMigrator.MigrateAsync"/> before it runs.
    /// </summary>
    public static ISiloBuilder AddPostgresStorage(this ISiloBuilder silo, string connectionString)
    {
        silo.Services.AddPostgresLog(connectionString);
        return silo.AddAdoNetGrainStorageAsDefault(options => options.Configure<NpgsqlDataSource, Serializer>(
            (storage, source, serializer) =>
            {
                storage.Invariant = Invariant;
                storage.DataSource = source;
                storage.GrainStorageSerializer = new OrleansGrainStorageSerializer(serializer);
            }));
    }

    /// <summary>The same without Orleans: log, members and their writers.</summary>
    public static IServiceCollection AddPostgresLog(this IServiceCollection services, string connectionString) => services
        .AddSingleton(_ => PostgresConnections.Open(connectionString))
        .AddSingleton<IStorageProbe>(_ => new PostgresProbe(connectionString))
        .AddSingleton<IMessageLog, PostgresMessageLog>()
        .AddSingleton<IRevisionStore, PostgresRevisionStore>()
        .AddSingleton<ISeatStore, PostgresSeatStore>()
        .AddSingleton<IReactionStore, PostgresReactionStore>()
        .AddSingleton<IMemberStore, PostgresMemberStore>()
        .AddSingleton<IContactStore, PostgresContactStore>()
        .AddSingleton<IPersonalStore, PostgresPersonalStore>()
        .AddSingleton<IProfileStore, PostgresProfileStore>()
        .AddSingleton<IPresenceStore, PostgresPresenceStore>()
        .AddSingleton<ICallLines, PostgresCallLines>()
        .AddSingleton<IScheduleStore, PostgresScheduleStore>()
        .AddSingleton<IExpiryStore, PostgresExpiryStore>()
        .AddSingleton<IMessageSearch, PostgresMessageSearch>()
        .AddSingleton<IStorageMigrator, PostgresMigrator>()
        .AddSingleton<IInspectionStore, PostgresInspectionStore>()
        .AddSingleton<IUpgradeStore, PostgresUpgradeStore>()
        .AddSingleton<PostgresOperatorStore>()
        .AddSingleton<IAuditLog>(static provider => provider.GetRequiredService<PostgresOperatorStore>())
        .AddSingleton<IMuteStore>(static provider => provider.GetRequiredService<PostgresOperatorStore>())
        .AddSingleton<IOperatorKeyStore>(static provider => provider.GetRequiredService<PostgresOperatorStore>())
        .AddSingleton<IEndedSessionStore>(static provider => provider.GetRequiredService<PostgresOperatorStore>())
        .AddStorageWriters(2);
}
