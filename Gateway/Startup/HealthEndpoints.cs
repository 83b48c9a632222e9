using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;

namespace OrleansIm.Gateway.Startup;

/// <summary>
/// What the process says of itself to whoever runs it. None of it looks at anything outside: a database that is away is no
/// reason to restart a server, nor to send its clients elsewhere.
/// </summary>
public static class HealthEndpoints
{
    /// <summary><c>/health/startup</c>, <c>/health/live</c> and <c>/health/ready</c>: 200, or 503 for a no.</summary>
    /// <param name="app">The started or starting host.</param>
    /// <param name="isLeaving">True once nobody new is to be sent here.</param>
    public static void MapHealth(this WebApplication app, Func<bool> isLeaving)
    {
        var started = app.Lifetime.ApplicationStarted;

        // Answered at all is the answer: each probe is a connection of its own, and a process without a free thread accepts none.
        app.MapGet("/health/live", static () => Results.Text("live"));
        app.MapGet("/health/startup", () => started.IsCancellationRequested ? Results.Text("started") : No("starting"));
        app.MapGet("/health/ready", () => started.IsCancellationRequested && !isLeaving() ? Results.Text("ready") : No("not ready"));
    }

    private static IResult No(string text) => Results.Text(text, statusCode: StatusCodes.Status503ServiceUnavailable);
}
