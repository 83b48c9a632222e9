namespace OrleansIm.Silo.Startup;

/// <summary>Health of a silo without a gateway: live while the process answers, ready once grains can be placed here.</summary>
internal static class SiloHealth
{
    public static void Map(WebApplication app)
    {
        var started = app.Lifetime.ApplicationStarted;
        var stopping = app.Lifetime.ApplicationStopping;
        app.MapGet("/health/live", static () => Results.Text("live"));
        app.MapGet("/health/ready", () => started.IsCancellationRequested && !stopping.IsCancellationRequested
            ? Results.Text("ready")
            : Results.Text("not ready", statusCode: StatusCodes.Status503ServiceUnavailable));
    }
}
