using OrleansIm.Storage.Migrations;
using OrleansIm.Storage.Sqlite.Connections;

namespace OrleansIm.Storage.Sqlite.Migrations;

/// <summary>Applies the embedded steps to the log's database file, all that is missing in one transaction.</summary>
public sealed class SqliteMigrator(SqliteDatabase database) : IStorageMigrator
{
    private static readonly IReadOnlyList<Migration> Steps = MigrationScripts.Of(typeof(SqliteMigrator).Assembly);

    public Task MigrateAsync(CancellationToken cancellation) => database.WriteAsync(Apply);

    private static int Apply(SqliteSession session)
    {
        session.Script("create table if not exists schema_version (version integer primary key, name text not null, applied text not null default current_timestamp)");
        var found = (int)session["select coalesce(max(version), 0) from schema_version"].One()!.Value;
        if (found > Steps.Count)
        {
            throw new SchemaTooNewException(found, Steps.Count);
        }

        foreach (var step in Steps.Skip(found))
        {
            session.Script(step.Sql);
            session["insert into schema_version (version, name) values (?, ?)"].Bind(step.Version).Bind(step.Name).Run();
        }

        return Steps.Count;
    }
}
