using System.Diagnostics;
using System.Runtime.CompilerServices;
using Microsoft.Extensions.Logging;
using OrleansIm.Grains.Interfaces;
using OrleansIm.Telemetry;

namespace OrleansIm.Grains;

/// <summary>
/// Failures of the storage end here and become outcomes: the other side of a call, in another process, knows neither their
/// types nor what to make of them. All it has to know is that asking again is safe.
/// </summary>
internal static partial class Guard
{
    /// <summary>Runs a request; a failure is logged and answered with <paramref name="busy"/>.</summary>
    public static async ValueTask<T> RunAsync<T>(
        ILogger logger, string subject, T busy, Func<ValueTask<T>> act, [CallerMemberName] string method = "")
    {
        using var span = RequestContext.Get(CallContext.Trace) is string parent
            ? Traces.Follow($"oim.grain.{method}", ActivityKind.Server, parent)
            : null;
        span?.SetTag("oim.subject", subject);
        try
        {
            return await act();
        }
        catch (Exception failure)
        {
            span?.SetStatus(ActivityStatusCode.Error);
            LogFailed(logger, subject, failure);
            return busy;
        }
    }

    [LoggerMessage(3021, LogLevel.Warning, "A request to {Subject} failed; the caller is told to try again")]
    public static partial void LogFailed(ILogger logger, string subject, Exception failure);
}
