using System.Globalization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using OrleansIm.Operators.Pages;
using OrleansIm.Operators.Security;
using OrleansIm.Storage.Operators;

namespace OrleansIm.Operators.Endpoints;

/// <summary>The audit log, newest first.</summary>
internal static class AuditEndpoints
{
    private const int Shown = 100;

    public static void MapAudit(this IEndpointRouteBuilder console) => console.MapGet("/audit", PageAsync).RequireAuthorization(ConsoleAuth.AuditReader);

    private static async Task<RazorComponentResult<AuditPage>> PageAsync(HttpContext context, IAuditLog log)
    {
        var before = long.TryParse(Forms.Query(context, "before"), NumberStyles.None, CultureInfo.InvariantCulture, out var id) ? id : long.MaxValue;
        var records = await log.ReadAsync(before, Shown, context.RequestAborted);
        return new RazorComponentResult<AuditPage>(new
        {
            Frame = Forms.FrameOf(context),
            Records = records,
            Next = records.Count == Shown ? records[^1].Id : (long?)null,
        });
    }
}
