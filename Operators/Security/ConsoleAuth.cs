using System.Globalization;
using System.Security.Claims;
using System.Security.Cryptography;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using OrleansIm.Operators.Accounts;
using OrleansIm.Storage.Operators;

namespace OrleansIm.Operators.Security;

/// <summary>Operators' sessions: a cookie that ends half an hour after the last request, twelve hours after the login, by logging out, and with a change of the account.</summary>
internal static class ConsoleAuth
{
    public const string Scheme = "oim.console";
    public const string Anyone = "operator";
    public const string Reader = "reader";
    public const string Actor = "actor";
    public const string AuditReader = "audit";

    private const string StampClaim = "stamp";
    private const string BegunClaim = "begun";
    private const string SessionClaim = "session";
    private static readonly TimeSpan Idle = TimeSpan.FromMinutes(30);
    private static readonly TimeSpan Longest = TimeSpan.FromHours(12);
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(3);

    public static void AddConsoleAuth(this IServiceCollection services)
    {
        services.AddAuthentication(Scheme).AddCookie(Scheme, static options =>
        {
            options.Cookie.Name = "oim_console";
            options.Cookie.HttpOnly = true;
            options.Cookie.SameSite = SameSiteMode.Strict;
            options.Cookie.SecurePolicy = CookieSecurePolicy.SameAsRequest;
            options.Cookie.Path = "/";
            options.ExpireTimeSpan = Idle;
            options.SlidingExpiration = true;
            options.LoginPath = "/console/login";
            options.Events.OnRedirectToAccessDenied = static context =>
            {
                context.Response.StatusCode = StatusCodes.Status403Forbidden;
                return Task.CompletedTask;
            };
            options.Events.OnValidatePrincipal = ValidateAsync;
        });
        services.AddAuthorizationBuilder()
            .AddPolicy(Anyone, static policy => policy.RequireAuthenticatedUser())
            .AddPolicy(Reader, static policy => policy.RequireRole(nameof(OperatorRole.Auditor)))
            .AddPolicy(Actor, static policy => policy.RequireRole(nameof(OperatorRole.Admin)))
            .AddPolicy(AuditReader, static policy => policy.RequireRole(nameof(OperatorRole.Auditor), nameof(OperatorRole.Admin)));
        services.AddAntiforgery(static options =>
        {
            options.Cookie.Name = "oim_console_form";
            options.Cookie.HttpOnly = true;
            options.Cookie.SameSite = SameSiteMode.Strict;
            options.Cookie.SecurePolicy = CookieSecurePolicy.SameAsRequest;
            options.Cookie.Path = "/console";
            options.FormFieldName = "token";
            options.SuppressXFrameOptionsHeader = true;
        });
    }

    public static ClaimsPrincipal PrincipalOf(Operator known, DateTimeOffset now) => new(new ClaimsIdentity(
        [
            new Claim(ClaimTypes.NameIdentifier, known.Name),
            new Claim(ClaimTypes.Name, known.Name),
            new Claim(ClaimTypes.Role, known.Role.ToString()),
            new Claim(StampClaim, OperatorBook.StampOf(known)),
            new Claim(SessionClaim, Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(16))),
            new Claim(BegunClaim, now.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture)),
        ],
        Scheme));

    /// <summary>Ends the session that a request belongs to, on all silos: a copy of its cookie is worth nothing any more.</summary>
    public static async Task EndSessionAsync(HttpContext context, IEndedSessionStore sessions, DateTimeOffset now)
    {
        // The browser forgets it whatever comes of the rest.
        await context.SignOutAsync(Scheme);
        await sessions.EndAsync(
            context.User.FindFirstValue(SessionClaim)!, (now + Longest).ToUnixTimeMilliseconds(), now.ToUnixTimeMilliseconds(), context.RequestAborted);
    }

    private static async Task ValidateAsync(CookieValidatePrincipalContext context)
    {
        var services = context.HttpContext.RequestServices;
        var known = services.GetRequiredService<OperatorBook>().Find(context.Principal?.Identity?.Name ?? string.Empty);
        var begun = long.TryParse(context.Principal?.FindFirstValue(BegunClaim), CultureInfo.InvariantCulture, out var seconds)
            ? DateTimeOffset.FromUnixTimeSeconds(seconds)
            : DateTimeOffset.UnixEpoch;
        if (known is null
            || context.Principal?.FindFirstValue(StampClaim) != OperatorBook.StampOf(known)
            || services.GetRequiredService<TimeProvider>().GetUtcNow() - begun > Longest
            || context.Principal?.FindFirstValue(SessionClaim) is not { } session
            || await HasEndedAsync(context.HttpContext, session))
        {
            context.RejectPrincipal();
            await context.HttpContext.SignOutAsync(Scheme);
        }
    }

    /// <summary>
    /// Asked at each request that needs a session, without a cache: operators are few, and a session has ended when its operator says
    /// so. While the database is away pages that need none of it are shown all the same, since then they are looked for.
    /// </summary>
    private static async Task<bool> HasEndedAsync(HttpContext context, string session)
    {
        var endpoint = context.GetEndpoint();
        if (endpoint?.Metadata.GetMetadata<IAuthorizeData>() is null || endpoint.Metadata.GetMetadata<IAllowAnonymous>() is not null)
        {
            return false;
        }

        var services = context.RequestServices;
        try
        {
            return await services.GetRequiredService<IEndedSessionStore>().HasEndedAsync(session, context.RequestAborted).AsTask()
                .WaitAsync(Patience, services.GetRequiredService<TimeProvider>(), context.RequestAborted);
        }
        catch (Exception failure) when (Failures.IsOfStorage(failure) && endpoint.Metadata.GetMetadata<NeedsNoStorage>() is not null)
        {
            return false;
        }
    }
}
