namespace OrleansIm.Storage.Migrations;

/// <summary>Brings the schema to what this program knows. The host awaits it before anything else touches the storage.</summary>
public interface IStorageMigrator
{
    /// <summary>Applies what is missing, under a lock, each step in a transaction; does nothing when all is there.</summary>
    /// <exception cref="SchemaTooNewException">The data was written by a newer version of the program.</exception>
    Task MigrateAsync(CancellationToken cancellation);
}
