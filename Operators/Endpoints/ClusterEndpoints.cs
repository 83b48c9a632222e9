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
            new RazorComponentResult<ClusterPage>(new { Frame = Forms.FrameOf(context), View = await reader.ReadAsync() }))
            .WithMetadata(new NeedsNoStorage());
        console.MapPost("/gateway/drain", DrainAsync).RequireAuthorization(ConsoleAuth.Actor);
    }

    private static async Task<IResult> DrainAsync(HttpContext context, ClusterReader cluster, Audit audit)
    {
        var gateway = await Forms.FieldAsync(context, "gateway");
        var wanted = await Forms.FieldAsync(context, "on");
        if (wanted is not ("true" or "false"))
        {
            return Forms.Wrong(context, "A gateway is either drained or opened again: the form says neither.");
        }

        var on = wanted == "true";
        var gateways = await cluster.GatewaysAsync() ?? [];
        var known = gateways.FirstOrDefault(one => one.Address.Id == gateway);
        if (on && known is { Draining: false } && gateways.Count(static one => !one.Draining) == 1 && await Forms.FieldAsync(context, "last") != "true")
        {
            return new RazorComponentResult<LastGatewayPage>(new { Frame = Forms.FrameOf(context), Gateway = known })
            {
                StatusCode = StatusCodes.Status409Conflict,
            };
        }

        // The name is a number of this run of the process: who reads the log later knows machine or pod.
        var target = known is null ? $"gateway {gateway}" : $"gateway {known.Host} ({gateway})";
        return Forms.Back("/console", await audit.ActAsync(context, on ? Act.Drain : Act.Undrain, target, () => cluster.DrainAsync(gateway, on)));
    }
}
