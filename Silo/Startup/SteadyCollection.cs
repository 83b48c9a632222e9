using Microsoft.Extensions.DependencyInjection.Extensions;

namespace OrleansIm.Silo.Startup;

/// <summary>
/// What decides which grains have rested long enough goes by the wall clock and never back: after a clock that was an hour fast
/// is put right, it refuses every new activation for that hour ("The earliest collection that can be scheduled from now ..."),
/// and nobody new can log in. So it is given a clock that nobody can put.
/// </summary>
/// <remarks>Orleans 10.4, <c>ActivationCollector</c>: internal, but it takes its clock as an argument.</remarks>
internal static class SteadyCollection
{
    private const string Collector = "Orleans.Runtime.ActivationCollector";

    /// <exception cref="InvalidOperationException">Orleans has no such part any more, so this has to be thought about again.</exception>
    public static void CollectByASteadyClock(this ISiloBuilder silo)
    {
        var known = silo.Services.LastOrDefault(static service => service.ServiceType.FullName == Collector && service.ImplementationType is not null)
            ?? throw new InvalidOperationException($"Orleans has no {Collector} whose clock could be kept steady.");
        var clock = new SteadyClock(TimeProvider.System);
        silo.Services.Replace(ServiceDescriptor.Singleton(
            known.ServiceType, provider => ActivatorUtilities.CreateInstance(provider, known.ImplementationType!, clock)));
    }
}
