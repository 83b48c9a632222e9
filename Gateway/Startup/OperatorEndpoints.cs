using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;

namespace OrleansIm.Gateway.Startup;

/// <summary>What operators see must not be where clients are, if there is a port for operators.</summary>
public static class OperatorEndpoints
{
    /// <summary>Answers "not found" anywhere but on the operators' port, if there is one.</summary>
    public static TBuilder ForOperators<TBuilder>(this TBuilder endpoints, ListenerPlan plan)
        where TBuilder : IEndpointConventionBuilder
    {
        if (plan.Admin is { } admin)
        {
            endpoints.Add(endpoint =>
            {
                var handle = endpoint.RequestDelegate!;
                endpoint.RequestDelegate = context =>
                {
                    // Not the Host header, which is the client's word.
                    if (context.Connection.LocalPort == admin.Port)
                    {
                        return handle(context);
                    }

                    context.Response.StatusCode = StatusCodes.Status404NotFound;
                    return Task.CompletedTask;
                };
            });
        }

        return endpoints;
    }
}
