namespace OrleansIm.Storage.Health;

/// <summary>What one process knows of its database from asking it again and again. Safe for concurrent use.</summary>
/// <param name="failuresAllowed">So many failures in a row are still taken for an accident.</param>
/// <param name="freshness">How long an answer proves that the database is there.</param>
/// <param name="time">Clock.</param>
public sealed class StorageStanding(int failuresAllowed, TimeSpan freshness, TimeProvider time)
{
    private readonly Lock _gate = new();
    private long? _lastGood;
    private int _failures;

    /// <summary>The database answered just now.</summary>
    public bool IsThere
    {
        get
        {
            lock (_gate)
            {
                return _failures == 0 && _lastGood is { } good && time.GetElapsedTime(good) <= freshness;
            }
        }
    }

    /// <summary>It answered once, and has failed too often since.</summary>
    public bool IsLost
    {
        get
        {
            lock (_gate)
            {
                return _lastGood is not null && _failures > failuresAllowed;
            }
        }
    }

    public void Answered()
    {
        lock (_gate)
        {
            _lastGood = time.GetTimestamp();
            _failures = 0;
        }
    }

    /// <param name="took">How long was waited for the answer.</param>
    /// <param name="patience">How long it was meant to be.</param>
    public void Failed(TimeSpan took, TimeSpan patience)
    {
        // A process that was stopped or starved learns of the end of its patience late: that tells of it, not of the database.
        if (took > patience * 2)
        {
            return;
        }

        lock (_gate)
        {
            _failures++;
        }
    }
}
