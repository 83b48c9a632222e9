using Microsoft.Extensions.Logging;

namespace OrleansIm.Grains;

/// <summary>
/// Failures of the storage end here and become outcomes: the other side of a call, in another process, knows neither their
/// types nor what to make of them. All it has to know is that asking again is safe.
/// </summary>
internal static partial class Guard
{
    /// <summary>Runs a request; a failure is logged and answered with <paramref name="busy"/>.</summary>
    public static async ValueTask<T> RunAsync<T>(ILogger logger, string subject, T busy, Func<ValueTask<T>> act)
    {
        try
        {
            return await act();
        }
        catch (Exception failure)
        {
            LogFailed(logger, subject, failure);
            return busy;
        }
    }

    [LoggerMessage(3021, LogLevel.Warning, "A request to {Subject} failed; the caller is told to try again")]
    public static partial void LogFailed(ILogger logger, string subject, Exception failure);
}
