using OrleansIm.Storage.Migrations;
using OrleansIm.Storage.Sqlite.Connections;
using OrleansIm.Storage.Sqlite.Grains;

namespace OrleansIm.Storage.Sqlite.Migrations;

/// <summary>Applies the embedded steps to the two database files, to each all that is missing in one transaction.</summary>
public sealed class SqliteMigrator(SqliteDatabase database, DataDirectory directory) : IStorageMigrator
{
    private static readonly IReadOnlyList<Migration> LogSteps = MigrationScripts.Of(typeof(SqliteMigrator).Assembly, "Migrations");

    private static readonly IReadOnlyList<Migration> GrainSteps = MigrationScripts.Of(typeof(SqliteMigrator).Assembly, "Grains");

    public Task MigrateAsync(CancellationToken cancellation) => database.WriteAsync(log =>
    {
        Apply(log, LogSteps);
        using var grains = new SqliteSession(directory.GrainFile, GrainDataSource.Pragmas);
        grains.Script("begin immediate");
        Apply(grains, GrainSteps);
        grains.Script("commit");
        return true;
    });

    private static void Apply(SqliteSession session, IReadOnlyList<Migration> steps)
    {
        session.Script("create table if not exists schema_version (version integer primary key, name text not null, applied text not null default current_timestamp)");
        var found = (int)session["select coalesce(max(version), 0) from schema_version"].One()!.Value;
        if (found > steps.Count)
        {
            throw new SchemaTooNewException(found, steps.Count);
        }

        foreach (var step in steps.Skip(found))
        {
            session.Script(step.Sql);
            session["insert into schema_version (version, name) values (?, ?)"].Bind(step.Version).Bind(step.Name).Run();
        }
    }
}
