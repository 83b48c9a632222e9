using System.Collections.Concurrent;

namespace OrleansIm.Storage.Sqlite.Connections;

/// <summary>
/// A thread with a connection of its own that takes work from a bounded queue: the library blocks, and neither a grain's turn
/// nor a thread of the pool may wait for a disk.
/// </summary>
internal sealed class SqliteThread : IDisposable
{
    /// <summary>How many waiting works share one transaction at most.</summary>
    public const int MaxGroup = 64;

    private readonly BlockingCollection<Work> _queue;
    private readonly SqliteSession _session;
    private readonly string _begin;
    private readonly int _group;
    private readonly Thread _thread;

    public SqliteThread(SqliteSession session, BlockingCollection<Work> queue, bool writes, string name)
    {
        _session = session;
        _queue = queue;
        _begin = writes ? "begin immediate" : "begin";
        _group = writes ? MaxGroup : 1;
        _thread = new Thread(Loop) { IsBackground = true, Name = name };
        _thread.Start();
    }

    /// <summary>Waits for the thread to end; the queue must have been completed.</summary>
    public void Dispose()
    {
        _thread.Join();
        _session.Dispose();
    }

    private void Loop()
    {
        var group = new List<Work>();
        foreach (var first in _queue.GetConsumingEnumerable())
        {
            group.Add(first);
            while (group.Count < _group && _queue.TryTake(out var next))
            {
                group.Add(next);
            }

            Run(group);
            group.Clear();
        }
    }

    private void Run(List<Work> group)
    {
        try
        {
            Commit(group);
        }
        catch (Exception e) when (group.Count > 1)
        {
            // One of them is to blame. Each for itself then: the others must not suffer.
            _ = e;
            foreach (var work in group)
            {
                Run([work]);
            }

            return;
        }
        catch (RunAgainException)
        {
            Run(group);
            return;
        }
        catch (Exception e)
        {
            group[0].Fail(e);
            return;
        }

        foreach (var work in group)
        {
            work.Succeed();
        }
    }

    private void Commit(List<Work> group)
    {
        try
        {
            _session[_begin].Run();
            foreach (var work in group)
            {
                work.Run(_session);
            }

            _session["commit"].Run();
        }
        catch
        {
            if (_session.InTransaction)
            {
                _session["rollback"].Run();
            }

            throw;
        }
    }
}
