using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using OrleansIm.Operators.Accounts;
using OrleansIm.Operators.Auditing;
using OrleansIm.Operators.Pages;
using OrleansIm.Operators.Security;
using OrleansIm.Storage.Operators;

namespace OrleansIm.Operators.Endpoints;

/// <summary>In and out.</summary>
internal static class LoginEndpoints
{
    public static void MapLogin(this IEndpointRouteBuilder console)
    {
        console.MapGet("/login", static (HttpContext context) => Page(context, null, Forms.Query(context, "ReturnUrl"), StatusCodes.Status200OK))
            .AllowAnonymous();
        console.MapPost("/login", LogInAsync).AllowAnonymous();
        console.MapPost("/logout", LogOutAsync);
    }

    private static async Task<IResult> LogOutAsync(HttpContext context, IEndedSessionStore sessions, Audit audit, TimeProvider time)
    {
        await ConsoleAuth.EndSessionAsync(context, sessions, time.GetUtcNow());
        await audit.NoteAsync(context, "logout", "console", "done");
        return TypedResults.Redirect("/console/login");
    }

    private static async Task<IResult> LogInAsync(HttpContext context, OperatorBook book, LoginGate gate, Audit audit, TimeProvider time)
    {
        var to = await Forms.FieldAsync(context, "to");
        using var attempt = await gate.EnterAsync(context.Connection.RemoteIpAddress, context.RequestAborted);
        if (attempt is null)
        {
            context.Response.Headers.RetryAfter = "10";
            return Page(context, "Too many wrong passwords from this address: wait ten seconds and try again.", to, StatusCodes.Status429TooManyRequests);
        }

        var known = book.Find(await Forms.FieldAsync(context, "name"));
        if (!Passwords.Verify(known?.PasswordHash, (await context.Request.ReadFormAsync(context.RequestAborted))["password"].ToString()))
        {
            gate.Refused(context.Connection.RemoteIpAddress);

            // A name that is none may be a password in the wrong field.
            await audit.NoteAsync(context, "login", "console", "refused", by: known?.Name ?? "(unknown)");
            return Page(context, "Wrong name or password.", to, StatusCodes.Status401Unauthorized);
        }

        await audit.NoteAsync(context, "login", "console", "done", by: known!.Name);
        await context.SignInAsync(ConsoleAuth.Scheme, ConsoleAuth.PrincipalOf(known, time.GetUtcNow()));
        return TypedResults.Redirect(IsOurs(to) ? to : "/console");
    }

    private static RazorComponentResult<LoginPage> Page(HttpContext context, string? problem, string to, int status) =>
        new(new { Frame = Forms.FrameOf(context), Problem = problem, To = to }) { StatusCode = status };

    /// <summary>Only to pages of ours: never to where a link says.</summary>
    private static bool IsOurs(string to) =>
        (to == "/console" || to.StartsWith("/console/", StringComparison.Ordinal) || to.StartsWith("/console?", StringComparison.Ordinal)
            || to.StartsWith("/dashboard/", StringComparison.Ordinal))
        && !to.Contains('\\', StringComparison.Ordinal);
}
