namespace OrleansIm.Gateway.Sessions;

/// <summary>How a session is served.</summary>
internal enum DeliveryMode
{
    /// <summary>Catching up; pushes are held.</summary>
    Syncing,

    /// <summary>Pushes go straight through.</summary>
    Live,

    /// <summary>Too much is unacknowledged; pushes are dropped until acks come, then it catches up.</summary>
    Behind,
}
