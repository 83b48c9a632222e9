using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Orleans.Dashboard;
using OrleansIm.Operators.Security;

namespace OrleansIm.Operators.Endpoints;

/// <summary>Orleans' own dashboard, behind the same login, and less trusting than it comes.</summary>
internal static class DashboardEndpoints
{
    public static RouteGroupBuilder MapDashboard(this WebApplication app)
    {
        var dashboard = app.MapOrleansDashboard("/dashboard").RequireAuthorization(ConsoleAuth.Anyone).WithMetadata(new NeedsNoStorage());
        dashboard.ExcludeFromDescription();
        ((IEndpointConventionBuilder)dashboard).Add(static endpoint =>
        {
            if (endpoint is not RouteEndpointBuilder { RoutePattern.RawText: { } path })
            {
                return;
            }

            // It wakes whichever grain is named and calls its methods to show its state: nothing is to happen by looking.
            if (path.EndsWith("/GrainState", StringComparison.OrdinalIgnoreCase))
            {
                endpoint.RequestDelegate = NotFound;
            }
            else if (path.EndsWith("/{*address}", StringComparison.Ordinal) || path.EndsWith("/HistoricalStats/{*path}", StringComparison.OrdinalIgnoreCase))
            {
                // It takes any text for the address of a silo, and fails with stack traces, its own and a grain's.
                var handle = endpoint.RequestDelegate!;
                endpoint.RequestDelegate = context => IsSilo(context) ? handle(context) : NotFound(context);
            }
        });
        return dashboard;
    }

    private static bool IsSilo(HttpContext context)
    {
        var named = (context.GetRouteValue("address") ?? context.GetRouteValue("path")) as string;
        return context.RequestServices.GetRequiredService<ISiloStatusOracle>().GetApproximateSiloStatuses(onlyActive: true).Keys
            .Any(silo => silo.ToParsableString() == named);
    }

    private static Task NotFound(HttpContext context)
    {
        context.Response.StatusCode = StatusCodes.Status404NotFound;
        return Task.CompletedTask;
    }
}
