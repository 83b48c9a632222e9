using System.Collections.Concurrent;

namespace OrleansIm.Storage.Sqlite.Connections;

/// <summary>The log's database file: one writing thread that commits in groups, and a few reading ones.</summary>
public sealed class SqliteDatabase : IDisposable
{
    private const int QueueLength = 8192;
    private const int Readers = 3;

    private const string Pragmas =
        """
        pragma page_size = 4096;
        pragma busy_timeout = 5000;
        pragma journal_mode = wal;
        pragma synchronous = full;
        pragma secure_delete = on;
        pragma wal_autocheckpoint = 4000;
        pragma temp_store = memory;
        """;

    private readonly BlockingCollection<Work> _writes = new(QueueLength);
    private readonly BlockingCollection<Work> _reads = new(QueueLength);
    private readonly List<SqliteThread> _threads = [];

    public SqliteDatabase(DataDirectory directory)
    {
        _threads.Add(new SqliteThread(
            new SqliteSession(directory.LogFile, Pragmas + "pragma cache_size = -65536;"), _writes, true, "oim-sqlite-writer"));
        for (var i = 0; i < Readers; i++)
        {
            _threads.Add(new SqliteThread(
                new SqliteSession(directory.LogFile, Pragmas + "pragma query_only = on; pragma mmap_size = 268435456;"), _reads, false, "oim-sqlite-reader"));
        }
    }

    public void Dispose()
    {
        _writes.CompleteAdding();
        _reads.CompleteAdding();
        foreach (var thread in _threads)
        {
            thread.Dispose();
        }

        _writes.Dispose();
        _reads.Dispose();
    }

    /// <summary>Runs in a transaction on the writing thread; the task ends after the commit.</summary>
    internal Task<T> WriteAsync<T>(Func<SqliteSession, T> body) => Enqueue(_writes, body, "the database's writer");

    /// <summary>Runs on one consistent view of the database.</summary>
    internal Task<T> ReadAsync<T>(Func<SqliteSession, T> body) => Enqueue(_reads, body, "the database's readers");

    private static Task<T> Enqueue<T>(BlockingCollection<Work> queue, Func<SqliteSession, T> body, string name)
    {
        var work = new WorkOf<T>(body);
        return queue.TryAdd(work) ? work.Completion : throw new StorageBusyException(name);
    }
}
