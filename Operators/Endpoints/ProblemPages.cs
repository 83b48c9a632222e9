using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using OrleansIm.Operators.Security;

namespace OrleansIm.Operators.Endpoints;

/// <summary>Whatever comes of a request, the operator reads a sentence about it: no answer of the console is an empty one.</summary>
internal static partial class ProblemPages
{
    public static void UseProblemPages(this IApplicationBuilder app)
    {
        var logger = app.ApplicationServices.GetRequiredService<ILoggerFactory>().CreateLogger(typeof(ProblemPages).FullName!);
        app.Use(next => context =>
            context.Request.Path.StartsWithSegments("/console", StringComparison.Ordinal)
            || context.Request.Path.StartsWithSegments("/dashboard", StringComparison.Ordinal)
                ? HandleAsync(context, next, logger)
                : next(context));
    }

    private static async Task HandleAsync(HttpContext context, RequestDelegate next, ILogger logger)
    {
        var response = context.Response;
        string? sentence = null;
        try
        {
            await next(context);
        }
        catch (BadHttpRequestException refusal) when (!response.HasStarted)
        {
            // A body that is too large, or none that was announced: the sender's fault, and no line in the log.
            response.StatusCode = refusal.StatusCode;
        }
        catch (Exception failure) when (!response.HasStarted && !context.RequestAborted.IsCancellationRequested)
        {
            (response.StatusCode, sentence) = Failed(context, failure, logger);
        }

        if (!response.HasStarted && response.StatusCode >= StatusCodes.Status400BadRequest && !IsElsewhere(context))
        {
            await Forms.Problem(context, "Not done", sentence ?? SentenceOf(response.StatusCode), response.StatusCode).ExecuteAsync(context);
        }
    }

    private static (int Status, string Sentence) Failed(HttpContext context, Exception failure, ILogger logger)
    {
        var act = HttpMethods.IsPost(context.Request.Method);
        if (Failures.IsOfStorage(failure))
        {
            LogStorageAway(logger, failure.Message);
            return (StatusCodes.Status503ServiceUnavailable, act
                ? "The database is away at the moment, so this was not done, or not to its end: look, and try again in a few seconds."
                : "The database is away at the moment: try again in a few seconds.");
        }

        if (failure is OrleansException)
        {
            LogClusterAway(logger, failure.Message);
            return (StatusCodes.Status503ServiceUnavailable, "The cluster does not answer at the moment: try again in a few seconds.");
        }

        LogFailed(logger, context.Request.Path, failure);
        return (StatusCodes.Status500InternalServerError, "Something went wrong in the server; its log says what.");
    }

    private static string SentenceOf(int status) => status switch
    {
        StatusCodes.Status400BadRequest => "The request can't be understood: go back, reload the page and try again.",
        StatusCodes.Status403Forbidden => "Your role may not do or see this.",
        StatusCodes.Status404NotFound => "There is no such page, or nothing of that name.",
        StatusCodes.Status405MethodNotAllowed => "This page can't be asked for like that.",
        StatusCodes.Status413PayloadTooLarge => "The form is too large.",
        StatusCodes.Status415UnsupportedMediaType => "That is no form of this console.",
        StatusCodes.Status429TooManyRequests => "Too many tries: wait ten seconds and try again.",
        _ => "The request was refused.",
    };

    /// <summary>On a port that is not the operators' there is no console, and no page that says so.</summary>
    private static bool IsElsewhere(HttpContext context) =>
        context.Response.StatusCode == StatusCodes.Status404NotFound && context.GetEndpoint() is not null && context.User.Identity?.IsAuthenticated != true;

    [LoggerMessage(4041, LogLevel.Warning, "A page of the console needs the database, which is away: {Reason}")]
    private static partial void LogStorageAway(ILogger logger, string reason);

    [LoggerMessage(4042, LogLevel.Warning, "A page of the console needs the cluster, which does not answer: {Reason}")]
    private static partial void LogClusterAway(ILogger logger, string reason);

    [LoggerMessage(4043, LogLevel.Error, "{Page} of the console failed")]
    private static partial void LogFailed(ILogger logger, string page, Exception failure);
}
