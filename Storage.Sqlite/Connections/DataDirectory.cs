namespace OrleansIm.Storage.Sqlite.Connections;

/// <summary>The folder with the database files, held by this process alone as long as this object lives.</summary>
public sealed class DataDirectory : IDisposable
{
    private readonly FileStream _lock;

    public DataDirectory(string path)
    {
        Path = System.IO.Path.GetFullPath(path);
        OwnFiles.MakeDirectory(Path);
        try
        {
            _lock = OwnFiles.Open(System.IO.Path.Combine(Path, "oim.lock"), FileShare.None);
        }
        catch (IOException e)
        {
            throw new DirectoryInUseException(Path, e);
        }

        // An empty file is an empty database. SQLite gives its companions (-wal, -shm) the same permissions.
        OwnFiles.Open(LogFile, FileShare.ReadWrite).Dispose();
        OwnFiles.Open(GrainFile, FileShare.ReadWrite).Dispose();
    }

    public string Path { get; }

    /// <summary>The log with its members and cursors.</summary>
    public string LogFile => System.IO.Path.Combine(Path, "oim.db");

    /// <summary>Grain state; a file of its own, so that its writers never wait for the log's, nor the log for them.</summary>
    public string GrainFile => System.IO.Path.Combine(Path, "oim-grains.db");

    public void Dispose() => _lock.Dispose();
}
