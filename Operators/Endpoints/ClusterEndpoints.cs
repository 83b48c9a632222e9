using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using OrleansIm.Operators.Auditing;
using OrleansIm.Operators.Clusters;
using OrleansIm.Operators.Pages;
using OrleansIm.Operators.Security;

namespace OrleansIm.Operators.Endpoints;

/// <summary>The cluster's page and what can be done there.</summary>
internal static class ClusterEndpoints
{
    public static void MapCluster(this IEndpointRouteBuilder console)
    {
        console.MapGet("/", static async (HttpContext context, ClusterReader reader) =>
            new RazorComponentResult<ClusterPage>(new { Frame = Forms.FrameOf(context), View = await reader.ReadAsync() }));
        console.MapPost("/gateway/drain", DrainAsync).RequireAuthorization(ConsoleAuth.Actor);
    }

    private static async Task<IResult> DrainAsync(HttpContext context, ClusterReader cluster, Audit audit)
    {
        var gateway = await Forms.FieldAsync(context, "gateway");
        var on = await Forms.FieldAsync(context, "on") == "true";
        var outcome = await audit.ActAsync(context, on ? "drain" : "undrain", $"gateway {gateway}", () => cluster.DrainAsync(gateway, on));
        return Forms.Back("/console", $"{(on ? "Draining" : "Opening")} of gateway {gateway}: {outcome}.");
    }
}
