using Microsoft.Extensions.Logging;

namespace OrleansIm.Gateway.Tests.Fakes;

/// <summary>A log that keeps how grave its lines were. Several may write at once.</summary>
internal sealed class LevelLog<T> : ILogger<T>
{
    public List<LogLevel> Levels { get; } = [];

    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull => null;

    public bool IsEnabled(LogLevel logLevel) => true;

    public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
    {
        lock (Levels)
        {
            Levels.Add(logLevel);
        }
    }
}
