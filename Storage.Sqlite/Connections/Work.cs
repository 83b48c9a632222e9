namespace OrleansIm.Storage.Sqlite.Connections;

/// <summary>Something to be done on a database thread, and the task of whoever waits for it.</summary>
internal abstract class Work
{
    /// <summary>Does it. May be called again after the transaction around it was rolled back.</summary>
    public abstract void Run(SqliteSession session);

    /// <summary>Tells the waiting caller, once the transaction has ended well.</summary>
    public abstract void Succeed();

    public abstract void Fail(Exception reason);
}
