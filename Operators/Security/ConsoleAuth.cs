using System.Globalization;
using System.Security.Claims;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using OrleansIm.Operators.Accounts;

namespace OrleansIm.Operators.Security;

/// <summary>Operators' sessions: a cookie that ends half an hour after the last request, twelve hours after the login, and with a change of the account.</summary>
internal static class ConsoleAuth
{
    public const string Scheme = "oim.console";
    public const string Anyone = "operator";
    public const string Reader = "reader";
    public const string Actor = "actor";
    public const string AuditReader = "audit";

    private const string StampClaim = "stamp";
    private const string BegunClaim = "begun";
    private static readonly TimeSpan Idle = TimeSpan.FromMinutes(30);
    private static readonly TimeSpan Longest = TimeSpan.FromHours(12);

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
            new Claim(BegunClaim, now.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture)),
        ],
        Scheme));

    private static async Task ValidateAsync(CookieValidatePrincipalContext context)
    {
        var services = context.HttpContext.RequestServices;
        var known = services.GetRequiredService<OperatorBook>().Find(context.Principal?.Identity?.Name ?? string.Empty);
        var begun = long.TryParse(context.Principal?.FindFirstValue(BegunClaim), CultureInfo.InvariantCulture, out var seconds)
            ? DateTimeOffset.FromUnixTimeSeconds(seconds)
            : DateTimeOffset.UnixEpoch;
        if (known is null
            || context.Principal?.FindFirstValue(StampClaim) != OperatorBook.StampOf(known)
            || services.GetRequiredService<TimeProvider>().GetUtcNow() - begun > Longest)
        {
            context.RejectPrincipal();
            await context.HttpContext.SignOutAsync(Scheme);
        }
    }
}
