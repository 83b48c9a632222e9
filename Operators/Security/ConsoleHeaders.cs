using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;

namespace OrleansIm.Operators.Security;

/// <summary>Comes before everything else on the operators' pages, and touches no other.</summary>
internal static class ConsoleHeaders
{
    /// <summary>Our own pages have neither scripts nor anything from elsewhere.</summary>
    private const string Own = "default-src 'none'; style-src 'self'; img-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

    /// <summary>The dashboard is a program in the browser; it comes from here alone.</summary>
    private const string Dashboard =
        "default-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; font-src 'self' data:; base-uri 'none'; frame-ancestors 'none'";

    public static void UseConsoleHeaders(this IApplicationBuilder app) => app.Use(static next => context =>
        context.Request.Path.StartsWithSegments("/console", StringComparison.Ordinal) ? HandleAsync(context, next, Own)
        : context.Request.Path.StartsWithSegments("/dashboard", StringComparison.Ordinal) ? HandleAsync(context, next, Dashboard)
        : next(context));

    private static async Task HandleAsync(HttpContext context, RequestDelegate next, string policy)
    {
        // Requests begin on the threads that read the clients' sockets, and checking a password takes a tenth of a second.
        await Task.Yield();

        // TLS ends in front of this server. Whoever says so for himself only makes his own cookie a secure one.
        if (string.Equals(context.Request.Headers["X-Forwarded-Proto"], "https", StringComparison.OrdinalIgnoreCase))
        {
            context.Request.Scheme = "https";
        }

        var headers = context.Response.Headers;
        headers.ContentSecurityPolicy = policy;
        headers.XContentTypeOptions = "nosniff";
        headers.XFrameOptions = "DENY";
        headers["Referrer-Policy"] = "same-origin";
        headers["Cross-Origin-Opener-Policy"] = "same-origin";
        headers["Permissions-Policy"] = "camera=(), microphone=(), geolocation=()";
        headers.CacheControl = "no-cache, no-store";
        await next(context);
    }
}
