using System.Data.Common;
using System.Net.Sockets;
using Microsoft.Extensions.Logging;

namespace OrleansIm.Gateway.Observability;

/// <summary>One category of the calm console.</summary>
internal sealed class CalmLogger(ILogger inner, string category, Complaints complaints) : ILogger
{
    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull => inner.BeginScope(state);

    public bool IsEnabled(LogLevel logLevel) => inner.IsEnabled(logLevel);

    public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
    {
        if (exception is null || logLevel < LogLevel.Information)
        {
            inner.Log(logLevel, eventId, state, exception, formatter);
        }
        else if (complaints.Passes(inner, category, logLevel, eventId))
        {
            if (IsHandled(exception))
            {
                inner.Log(logLevel, eventId, state, null, (line, _) => $"{formatter(line, null)}: {Reason(exception)}");
            }
            else
            {
                inner.Log(logLevel, eventId, state, exception, formatter);
            }
        }
    }

    /// <summary>The outside world failed, or one of our own parts said no: where in the code it was noticed tells nothing.</summary>
    private static bool IsHandled(Exception exception) => exception is
        DbException or SocketException or IOException or TimeoutException or OrleansException or OperationCanceledException
        || exception.GetType().Namespace?.StartsWith("StackExchange.Redis", StringComparison.Ordinal) == true
        || exception.GetType().Assembly.GetName().Name?.StartsWith("OrleansIm.", StringComparison.Ordinal) == true
        || (exception is AggregateException { InnerException: { } inner } && IsHandled(inner));

    private static string Reason(Exception exception)
    {
        var reason = exception.Message;
        for (var inner = exception.InnerException; inner is not null; inner = inner.InnerException)
        {
            if (!reason.Contains(inner.Message, StringComparison.Ordinal))
            {
                reason = $"{reason}: {inner.Message}";
            }
        }

        return reason.ReplaceLineEndings(" ");
    }
}
