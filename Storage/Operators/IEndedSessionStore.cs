namespace OrleansIm.Storage.Operators;

/// <summary>Sessions of operators that were ended before their time, for all processes on one database.</summary>
public interface IEndedSessionStore
{
    /// <summary>Ends a session; durable on return. What would have ended by itself by now is forgotten on the way.</summary>
    /// <param name="session">Which.</param>
    /// <param name="until">When it would have ended by itself at the latest, Unix milliseconds.</param>
    /// <param name="now">The present, Unix milliseconds.</param>
    /// <param name="cancellation">Gives up.</param>
    ValueTask EndAsync(string session, long until, long now, CancellationToken cancellation);

    /// <summary>Whether somebody has ended it.</summary>
    ValueTask<bool> HasEndedAsync(string session, CancellationToken cancellation);
}
