namespace OrleansIm.Load.Sockets;

/// <summary>Work that falls due at exact instants (an open arrival schedule).</summary>
internal interface IPacer
{
    /// <summary>When the next piece is due, monotonic nanoseconds; <see cref="long.MaxValue"/> for never.</summary>
    long NextDue { get; }

    /// <summary>Does all that is due.</summary>
    void Fire(long now);
}
