using Microsoft.Extensions.DependencyInjection;

namespace OrleansIm.Gateway.Links;

/// <summary>What keeps the ways between the processes of a cluster open.</summary>
public static class LinksHosting
{
    /// <summary>Peers that could not be reached are tried again in time, whatever the clock does.</summary>
    /// <param name="services">Of a silo or a gateway.</param>
    public static IServiceCollection AddSteadyLinks(this IServiceCollection services) => services.AddHostedService<PutBackClock>();
}
