using Microsoft.AspNetCore.Connections;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace OrleansIm.Gateway.Links;

/// <summary>
/// Ends connections between processes of a cluster on which something was said and nothing came back. Where packets get lost
/// without a word the system goes on repeating them for a quarter of an hour, ever more rarely: calls would go on being
/// handed to such a connection, and when the network is whole again it would be noticed as late again as the cut was long.
/// </summary>
public static partial class SilentLinks
{
    /// <summary>Longer than a call waits for its answer: whoever only is slow is not cut off for that.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan Look = TimeSpan.FromSeconds(1);

    /// <summary>Watches every connection that is made from now on.</summary>
    public static void EndWhenSilent(this IConnectionBuilder builder)
    {
        var time = builder.ApplicationServices.GetRequiredService<TimeProvider>();
        var logger = builder.ApplicationServices.GetRequiredService<ILoggerFactory>().CreateLogger(typeof(SilentLinks));
        builder.Use(next => async connection =>
        {
            var link = new WatchedLink(connection.Transport, time);
            connection.Transport = link;
            using var over = new CancellationTokenSource();
            var watching = WatchAsync(connection, link, time, logger, over.Token);
            try
            {
                await next(connection);
            }
            finally
            {
                await over.CancelAsync();
                await watching;
            }
        });
    }

    private static async Task WatchAsync(
        ConnectionContext connection, WatchedLink link, TimeProvider time, ILogger logger, CancellationToken over)
    {
        using var timer = new PeriodicTimer(Look, time);
        try
        {
            while (await timer.WaitForNextTickAsync(over))
            {
                if (link.Unanswered > Patience)
                {
                    LogSilent(logger, connection.RemoteEndPoint, Patience.TotalSeconds);
                    connection.Abort(new ConnectionAbortedException("Nothing came back on it."));
                    return;
                }
            }
        }
        catch (OperationCanceledException) when (over.IsCancellationRequested)
        {
            // It has ended by itself.
        }
    }

    [LoggerMessage(2241, LogLevel.Warning, "Nothing comes back from {Peer} since more than {Seconds} s: the connection is ended, and made anew if it can be")]
    private static partial void LogSilent(ILogger logger, System.Net.EndPoint? peer, double seconds);
}
